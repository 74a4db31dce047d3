-- A line that is about the record itself, which no trigger writes: its workspace, table, op and rows are given, and the
-- row unless it is the line's own number. Inside an act (record_begin) of the record's owner. As record_write ends; not
-- a function of both, which every edit would pay for.
CREATE OR REPLACE FUNCTION record_append(c record_change) RETURNS void LANGUAGE plpgsql
SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE h record_head;
BEGIN
  UPDATE record_head SET seq = seq + 1, at = greatest(clock_timestamp(), at + interval '1 microsecond')
   WHERE workspace_id = c.workspace_id RETURNING * INTO STRICT h;
  c.seq := h.seq; c.at := h.at; c.clock_at := clock_timestamp(); c.imported := false;
  c.row_id := coalesce(c.row_id, h.seq);
  c.actor_id := current_setting('boom.actor'); c.verb := current_setting('boom.verb');
  c.reason := current_setting('boom.reason'); c.request := nullif(current_setting('boom.request'), '');
  c.salt := uuid_send(gen_random_uuid());
  c.body_digest := record_body_digest(c);
  c.digest := record_digest(c, h.digest);
  INSERT INTO record_change SELECT c.*;
  UPDATE record_head SET digest = c.digest WHERE workspace_id = c.workspace_id;
END $$;

REVOKE EXECUTE ON FUNCTION record_append(record_change) FROM PUBLIC;
