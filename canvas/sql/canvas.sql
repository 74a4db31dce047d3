-- Opens an edit of a canvas: as workspace_begin, and whether the canvas is archived, seen from inside the lock.
CREATE OR REPLACE FUNCTION canvas_begin(w bigint, actor bigint, verb text, reason text, request uuid, body bytea,
                                        canvas bigint)
RETURNS TABLE (state text, start bigint, role smallint, members bigint[], archived boolean) LANGUAGE plpgsql AS $$
BEGIN
  SELECT b.state, b.start, b.role, b.members INTO state, start, role, members
    FROM workspace_begin(w, actor, verb, reason, request, body) b;
  SELECT c.archived_at IS NOT NULL INTO archived FROM canvas_canvas c WHERE c.workspace_id = w AND c.id = canvas;
  RETURN NEXT;
END $$;
