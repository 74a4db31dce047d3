-- Opens a write in a workspace: the record's lock first, then, seen from inside it, the actor's role (or null) and whoever
-- may see the workspace.
CREATE OR REPLACE FUNCTION workspace_begin(w bigint, actor bigint, verb text, reason text, request uuid, body bytea)
RETURNS TABLE (state text, start bigint, role smallint, members bigint[]) LANGUAGE plpgsql AS $$
BEGIN
  SELECT b.state, b.start INTO state, start FROM record_begin(w, actor, verb, reason, request, body) b;
  SELECT max(m.role) FILTER (WHERE m.user_id = actor), array_agg(m.user_id) INTO role, members
    FROM workspaces_membership m
   WHERE m.workspace_id = w AND m.removed_at IS NULL
     AND NOT EXISTS (SELECT FROM accounts_user u WHERE u.id = m.user_id AND NOT u.is_active);
  RETURN NEXT;
END $$;
