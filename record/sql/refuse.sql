-- No line is rewritten, whoever asks. Only words may be blacked out, by record_redact: all else of a line stays, its
-- digests too, so that nothing else passes for what was written. And lines go with the whole of their workspace, once
-- record_purge has said so where nothing goes.
CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'record_change' THEN
    IF record_blacks_out(to_jsonb(OLD), to_jsonb(NEW), '{before,after,reason,salt}') THEN RETURN NEW; END IF;
  END IF;
  IF TG_OP = 'DELETE' AND record_purged((to_jsonb(OLD) ->> 'workspace_id')::bigint) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'boom: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
