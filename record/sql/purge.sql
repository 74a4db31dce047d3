-- The purges have a record of their own, 0, which is no workspace's. Each is a line there: that the head of a workspace's
-- record went, as it was (how many lines it had, and the last digest), by whom, when and why. It holds no name and no
-- words of the workspace, and is chained, kept and verified like any line.

-- Whether this workspace was purged, or is being so in this transaction. Then its rows, and the lines of its record, may
-- be deleted, and nothing is written in it any more. It asks the record by its schema, for whoever changes a row asks.
CREATE OR REPLACE FUNCTION record_purged(w bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM public.record_change c WHERE c.workspace_id = 0 AND c."table" = 'record_head' AND c.row_id = w) $$;

-- Says that a workspace is purged, and takes its lock, so that what is written in it meanwhile waits, and then finds
-- nothing. Inside an act (record_begin) on the record of purges, of the record's owner.
CREATE OR REPLACE FUNCTION record_purge(w bigint) RETURNS void LANGUAGE plpgsql
SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE c record_change; h record_head;
BEGIN
  SELECT * INTO STRICT h FROM record_head WHERE workspace_id = w AND w <> 0 FOR UPDATE;
  c.workspace_id := 0; c."table" := 'record_head'; c.row_id := w; c.op := 'D'; c.before := to_jsonb(h);
  PERFORM record_append(c);
END $$;

REVOKE EXECUTE ON FUNCTION record_purge(bigint) FROM PUBLIC;

-- Not even a row that calls itself the workspace 0 gets a line among the purges. (The lines that are there were looked at
-- by no constraint, so as not to read them all while everybody waits: none can be in the way.)
ALTER TABLE record_change DROP CONSTRAINT IF EXISTS record_of_purges;
ALTER TABLE record_change ADD CONSTRAINT record_of_purges
  CHECK (workspace_id <> 0 OR "table" IN ('record_head', 'record_change')) NOT VALID;
