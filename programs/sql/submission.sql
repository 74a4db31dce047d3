-- What was handed in stays as it was handed in.
CREATE OR REPLACE FUNCTION submission_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND record_purged(OLD.workspace_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'boom: a submission is followed by another, never revised' USING ERRCODE = '42501';
END $$;

CREATE OR REPLACE TRIGGER final BEFORE UPDATE OR DELETE ON programs_submission FOR EACH ROW EXECUTE FUNCTION submission_final();
