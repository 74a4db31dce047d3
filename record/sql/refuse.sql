-- No line is rewritten, whoever asks. Only words may be blacked out, by record_redact: all else of a line stays, its
-- digests too, so that nothing else passes for what was written. And lines go with the whole of their workspace, once
-- record_purge has said so where nothing goes.
CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE words text[] := ARRAY['before', 'after', 'reason', 'salt'];
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'record_change' AND current_setting('boom.redacting', true) = 'on' THEN
    IF to_jsonb(OLD) - words = to_jsonb(NEW) - words THEN RETURN NEW; END IF;
  END IF;
  IF TG_OP = 'DELETE' AND record_purged((to_jsonb(OLD) ->> 'workspace_id')::bigint) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'boom: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
