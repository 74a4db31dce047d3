-- Opens a write of a program's staff: the lock of the program's own record first, then, seen from inside it, the
-- actor's role there (or null). A program's number is drawn from those of workspaces, so that no workspace has it.
CREATE OR REPLACE FUNCTION program_begin(p bigint, actor bigint, verb text, reason text, request uuid, body bytea)
RETURNS TABLE (state text, start bigint, role smallint) LANGUAGE plpgsql AS $$
BEGIN
  SELECT b.state, b.start INTO state, start FROM record_begin(p, actor, verb, reason, request, body) b;
  SELECT m.role INTO role FROM programs_programmembership m JOIN accounts_user u ON u.id = m.user_id
   WHERE m.program_id = p AND m.user_id = actor AND m.removed_at IS NULL AND u.is_active;
  RETURN NEXT;
END $$;
