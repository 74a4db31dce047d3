-- What was handed in stays as it was handed in; only words are blacked out of it as of all else.
CREATE OR REPLACE FUNCTION submission_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND record_purged(OLD.workspace_id) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND record_blacks_out(to_jsonb(OLD), to_jsonb(NEW), '{note}') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'boom: a submission is followed by another, never revised' USING ERRCODE = '42501';
END $$;

CREATE OR REPLACE TRIGGER final BEFORE UPDATE OR DELETE ON programs_submission FOR EACH ROW EXECUTE FUNCTION submission_final();
