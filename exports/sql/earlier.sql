-- What a file says of the time before comes in with the act that brings the canvas in, and in no other: nothing is
-- added to it later.
CREATE OR REPLACE FUNCTION earlier_came() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT workspace_id, provenance_id FROM came) these
     WHERE NOT EXISTS (
       SELECT FROM record_change c
        WHERE c.workspace_id = these.workspace_id AND c."table" = 'exports_provenance' AND c.row_id = these.provenance_id
          AND c.op = 'I' AND c.request = nullif(current_setting('boom.request', true), '')::uuid)) THEN
    RAISE EXCEPTION 'boom: an earlier history comes in with its canvas, or not at all' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER came AFTER INSERT ON exports_earlierchange REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION earlier_came();

-- The running application adds to it, and that is all.
REVOKE UPDATE, DELETE, TRUNCATE ON exports_earlierchange FROM PUBLIC;
DO $$ DECLARE r text; BEGIN
  FOR r IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
           WHERE table_name = 'exports_earlierchange' AND grantee NOT IN ('PUBLIC', current_user) LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON exports_earlierchange FROM %I', r);
  END LOOP;
END $$;
