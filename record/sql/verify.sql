-- The digest that a line has had since words of it were blacked out, as the newest line that did so has it; null for a
-- line that is as it was written.
CREATE OR REPLACE FUNCTION record_redacted(w bigint, line bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT r.after -> 'lines' ->> line::text FROM record_change r
   WHERE r.workspace_id = w AND r."table" = 'record_change' AND r.after -> 'lines' ? line::text
   ORDER BY r.seq DESC LIMIT 1 $$;

-- The first broken one of the lines after `since` up to `until` of a workspace's record, and why; nothing when they
-- are whole.
CREATE OR REPLACE FUNCTION record_verify(w bigint, since bigint, until bigint) RETURNS TABLE (seq bigint, why text)
LANGUAGE sql STABLE AS $$
  WITH line AS (
    SELECT c, lag(c.seq, 1, since) OVER o AS before_, lag(c.digest, 1, CASE WHEN since = 0 THEN '\x00'::bytea ELSE
      (SELECT p.digest FROM record_change p WHERE p.workspace_id = w AND p.seq = since) END) OVER o AS previous
    FROM record_change c WHERE c.workspace_id = w AND c.seq > since AND c.seq <= until WINDOW o AS (ORDER BY c.seq)),
  judged AS (
    SELECT (c).seq, CASE WHEN (c).seq <> before_ + 1 THEN 'gap'
      WHEN record_body_digest(c) <> (c).body_digest
        AND record_redacted(w, (c).seq) IS DISTINCT FROM encode(record_body_digest(c), 'hex') THEN 'text'
      WHEN record_digest(c, previous) IS DISTINCT FROM (c).digest THEN 'link' END AS why FROM line)
  SELECT j.seq, j.why FROM judged j WHERE j.why IS NOT NULL ORDER BY 1 LIMIT 1 $$;
