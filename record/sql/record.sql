-- How a change gets on the record. The running application may call record_begin and read; it can't write here.

-- Take the workspace's lock first (its order is the commits' order), and say who acts, for this transaction only.
-- Answers the head's seq, and 'new', 'repeated' (this request was done before), 'other' (its name was used for
-- another edit) or 'purged' (nobody writes there any more, who waited for the lock neither).
CREATE OR REPLACE FUNCTION record_begin(w bigint, actor bigint, verb text, reason text, request uuid, body bytea)
RETURNS TABLE (state text, start bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE known bytea;
BEGIN
  SELECT h.seq INTO start FROM record_head h WHERE h.workspace_id = w FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    IF record_purged(w) THEN state := 'purged'; RETURN NEXT; RETURN; END IF;
    INSERT INTO record_head (workspace_id, seq, at, digest) VALUES (w, 0, '1970-01-01Z', '\x00') ON CONFLICT DO NOTHING;
    SELECT h.seq INTO start FROM record_head h WHERE h.workspace_id = w FOR NO KEY UPDATE;
  END IF;
  state := 'new';
  PERFORM set_config('boom.workspace', w::text, true), set_config('boom.actor', actor::text, true),
          set_config('boom.verb', verb, true), set_config('boom.reason', reason, true),
          -- An act without a name of the client's gets one too: the lines of one act are known by it.
          set_config('boom.request', coalesce(request, gen_random_uuid())::text, true);
  IF request IS NOT NULL THEN
    SELECT r.body INTO known FROM record_request r WHERE r.workspace_id = w AND r.key = request;
    IF FOUND THEN
      state := CASE WHEN known = body THEN 'repeated' ELSE 'other' END;
    ELSE
      INSERT INTO record_request (workspace_id, key, body, at) VALUES (w, request, body, clock_timestamp());
    END IF;
  END IF;
  RETURN NEXT;
END $$;

-- Salted, so that the digest of a short text can't be guessed back into the text.
CREATE OR REPLACE FUNCTION record_body_digest(c record_change) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(c.salt || convert_to(
    coalesce(c.before::text, '-') || E'\x1f' || coalesce(c.after::text, '-') || E'\x1f' || c.reason, 'UTF8')) $$;

CREATE OR REPLACE FUNCTION record_digest(c record_change, previous bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(previous || convert_to(concat_ws(E'\x1f', c.workspace_id, c.seq, coalesce(c.canvas_id::text, ''),
    c."table", c.row_id, c.op, c.actor_id, c.verb, coalesce(c.request::text, ''),
    (extract(epoch FROM c.at) * 1000000)::bigint, (extract(epoch FROM c.clock_at) * 1000000)::bigint,
    c.imported), 'UTF8') || c.body_digest) $$;

-- The day an imported change happened, or null. Only whoever logged in as the record's owner may date the past.
CREATE OR REPLACE FUNCTION record_imported_at() RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE said text := nullif(current_setting('boom.imported_at', true), '');
BEGIN
  IF said IS NULL THEN RETURN NULL; END IF;
  IF NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.record_change'::regclass), 'MEMBER')
  THEN RAISE EXCEPTION 'boom: only the owner of the record may date a change in the past' USING ERRCODE = '42501'; END IF;
  RETURN said::timestamptz;
END $$;

-- A row reads the same on the record whatever the time zone and format of the session that wrote it.
CREATE OR REPLACE FUNCTION record_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  c record_change; row_ jsonb; previous bytea; past timestamptz := record_imported_at();
  actor bigint := nullif(current_setting('boom.actor', true), '')::bigint;
  place tid := nullif(current_setting('boom.head', true), '')::tid;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  -- Of what is purged no line is kept, and of many in one transaction each would take longer than the last.
  IF TG_OP = 'DELETE' AND record_purged((to_jsonb(OLD) ->> TG_ARGV[0])::bigint) THEN RETURN NULL; END IF;
  IF actor IS NULL THEN
    RAISE EXCEPTION 'boom: % of % with nobody acting', TG_OP, TG_TABLE_NAME USING ERRCODE = '28000';
  END IF;
  -- Columns that the database works out itself (for searching) would only swell the record.
  IF TG_OP <> 'INSERT' THEN c.before := to_jsonb(OLD) - 'folded'; END IF;
  IF TG_OP <> 'DELETE' THEN c.after := to_jsonb(NEW) - 'folded'; END IF;
  row_ := coalesce(c.after, c.before);
  c.workspace_id := row_ ->> TG_ARGV[0];
  IF c.workspace_id IS DISTINCT FROM nullif(current_setting('boom.workspace', true), '')::bigint
     OR (TG_OP = 'UPDATE' AND c.before ->> TG_ARGV[0] <> c.after ->> TG_ARGV[0]) THEN
    RAISE EXCEPTION 'boom: % of % in another workspace than the one acted in', TG_OP, TG_TABLE_NAME
      USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND (c.before -> 'id' <> c.after -> 'id' OR c.before -> 'canvas_id' <> c.after -> 'canvas_id') THEN
    RAISE EXCEPTION 'boom: a row of % keeps its id and its canvas', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  -- Where this transaction left the head, it is looked for first: its workspace leads there along all the versions that
  -- it had in here, so that of thousands of lines each would take longer than the last.
  SELECT h.ctid, h.seq + 1, greatest(coalesce(past, clock_timestamp()), h.at + interval '1 microsecond'), h.digest
    INTO STRICT place, c.seq, c.at, previous
    FROM record_head h WHERE h.ctid = coalesce(
      (SELECT l.ctid FROM record_head l WHERE l.ctid = place AND l.workspace_id = c.workspace_id),
      (SELECT l.ctid FROM record_head l WHERE l.workspace_id = c.workspace_id FOR NO KEY UPDATE));
  c.clock_at := clock_timestamp(); c.imported := past IS NOT NULL;
  c.canvas_id := CASE WHEN TG_TABLE_NAME = 'canvas_canvas' THEN row_ ->> 'id' ELSE row_ ->> 'canvas_id' END;
  c."table" := TG_TABLE_NAME; c.row_id := row_ ->> 'id'; c.op := left(TG_OP, 1);
  c.actor_id := actor; c.verb := current_setting('boom.verb', true); c.reason := current_setting('boom.reason', true);
  c.request := nullif(current_setting('boom.request', true), '');
  c.salt := uuid_send(gen_random_uuid());
  c.body_digest := record_body_digest(c);
  c.digest := record_digest(c, previous);
  INSERT INTO record_change SELECT c.*;
  UPDATE record_head SET seq = c.seq, at = c.at, digest = c.digest WHERE ctid = place RETURNING ctid INTO STRICT place;
  PERFORM set_config('boom.head', place::text, true);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER frozen BEFORE UPDATE OR DELETE ON record_change FOR EACH ROW EXECUTE FUNCTION record_refuse();
CREATE OR REPLACE TRIGGER frozen_whole BEFORE TRUNCATE ON record_change FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();

-- A trigger runs this as itself; called from a table of somebody's own, it would forge lines.
REVOKE EXECUTE ON FUNCTION record_write() FROM PUBLIC;

-- The running application's role reads the record and never writes it.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON record_change, record_head, record_request FROM PUBLIC;
DO $$ DECLARE r text; BEGIN
  FOR r IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
           WHERE table_name IN ('record_change', 'record_head', 'record_request')
             AND grantee NOT IN ('PUBLIC', current_user) LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON record_change, record_head, record_request FROM %I', r);
  END LOOP;
END $$;
