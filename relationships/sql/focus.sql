-- A decision about the focus is never revised: it may be withdrawn, once, and that is all that can happen to it. Only
-- words are blacked out of it as of all others.
CREATE OR REPLACE FUNCTION focus_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND record_purged(OLD.workspace_id) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND record_blacks_out(to_jsonb(OLD), to_jsonb(NEW), '{reason,evidence,withdrawn_reason}') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
     OR to_jsonb(OLD) - '{withdrawn_at,withdrawn_reason}'::text[]
        <> to_jsonb(NEW) - '{withdrawn_at,withdrawn_reason}'::text[] THEN
    RAISE EXCEPTION 'boom: a focus is followed by another or withdrawn, never revised' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER final BEFORE UPDATE OR DELETE ON relationships_focus FOR EACH ROW EXECUTE FUNCTION focus_final();
