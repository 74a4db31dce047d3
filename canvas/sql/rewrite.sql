-- Other values for a note or a segment, begun from `version_`: locked, judged, written and committed in one trip, for a
-- statement by itself is a transaction. Where anything stands against it, it is undone whole (record_insist), and the
-- caller finds out what it was. They answer who may see the workspace, the line that was made, and what else the card
-- shows. Where who acts was not asked but remembered, `came` is their session, and `proof` what canvas_arrival said then.

-- Which versions of its rows say who comes with this session to this canvas, and what they are there; null for whoever
-- does not belong there.
CREATE OR REPLACE FUNCTION canvas_arrival(came text, w bigint, canvas bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT concat_ws(' ', s.xmin, u.xmin, m.xmin, h.xmin, c.xmin)
            FROM accounts_session s JOIN accounts_user u ON u.id = s.person_id
            JOIN workspaces_membership m ON m.user_id = u.id AND m.workspace_id = w AND m.removed_at IS NULL
            JOIN workspaces_workspace h ON h.id = w JOIN canvas_canvas c ON c.id = canvas AND c.workspace_id = w
           WHERE s.session_key = came AND s.expire_date > clock_timestamp());
END $$;

CREATE OR REPLACE FUNCTION canvas_begin_edit(w bigint, actor bigint, verb text, reason text, request uuid, body bytea,
                                             canvas bigint, lowest bigint, came text, proof text)
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE b record;
BEGIN
  SELECT * INTO b FROM canvas_begin(w, actor, verb, reason, request, body, canvas);
  PERFORM record_insist(b.state = 'new' AND b.role >= lowest AND NOT b.archived),
          record_insist(came IS NULL OR canvas_arrival(came, w, canvas) = proof),
          set_config('boom.imported_at', '', true);
  RETURN b.members;
END $$;

CREATE OR REPLACE FUNCTION note_rewrite(w bigint, actor bigint, verb text, reason text, request uuid, body bytea,
                                        canvas bigint, lowest bigint, row_ bigint, version_ bigint, fields jsonb,
                                        came text DEFAULT NULL, proof text DEFAULT NULL)
RETURNS TABLE (members bigint[], line record_change, colour text, name text, comments bigint) LANGUAGE plpgsql AS $$
DECLARE segment bigint;
BEGIN
  members := canvas_begin_edit(w, actor, verb, reason, request, body, canvas, lowest, came, proof);
  UPDATE canvas_note n SET version = n.version + 1,
         (text, channel) = (SELECT f.text, f.channel FROM jsonb_populate_record(n, fields) f)
   WHERE n.id = row_ AND n.version = version_ AND n.removed_at IS NULL AND n.workspace_id = w AND n.canvas_id = canvas
     AND fields - ARRAY['text', 'channel'] = '{}' RETURNING n.segment_id INTO segment;
  PERFORM record_insist(FOUND);
  SELECT c.* INTO line FROM record_change c WHERE c.workspace_id = w ORDER BY c.seq DESC LIMIT 1;
  SELECT s.colour, s.name INTO colour, name FROM canvas_segment s WHERE s.id = segment AND s.removed_at IS NULL;
  SELECT count(*) INTO comments FROM canvas_comment c
   WHERE c.note_id = row_ AND c.removed_at IS NULL AND c.resolved_at IS NULL;
  RETURN NEXT;
END $$;

CREATE OR REPLACE FUNCTION segment_rewrite(w bigint, actor bigint, verb text, reason text, request uuid, body bytea,
                                           canvas bigint, lowest bigint, row_ bigint, version_ bigint, fields jsonb,
                                           came text DEFAULT NULL, proof text DEFAULT NULL)
RETURNS TABLE (members bigint[], line record_change) LANGUAGE plpgsql AS $$
BEGIN
  members := canvas_begin_edit(w, actor, verb, reason, request, body, canvas, lowest, came, proof);
  UPDATE canvas_segment s SET version = s.version + 1,
         (name, description, customers, value, margin, retention, colour) =
         (SELECT f.name, f.description, f.customers, f.value, f.margin, f.retention, f.colour
            FROM jsonb_populate_record(s, fields) f)
   WHERE s.id = row_ AND s.version = version_ AND s.removed_at IS NULL AND s.workspace_id = w AND s.canvas_id = canvas
     AND fields - ARRAY['name', 'description', 'customers', 'value', 'margin', 'retention', 'colour'] = '{}';
  PERFORM record_insist(FOUND);
  SELECT c.* INTO line FROM record_change c WHERE c.workspace_id = w ORDER BY c.seq DESC LIMIT 1;
  RETURN NEXT;
END $$;
