-- Nothing that is taught changes off the record. Whoever writes says who they are and what they write to
-- (learning/curating.py), for this transaction only; a revision with the whole document follows in the same one.

-- Who curates: null where nobody does, 0 for what is shipped with Boom, which only the owner of the tables loads.
CREATE OR REPLACE FUNCTION learning_curator() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE who bigint := nullif(current_setting('boom.curator', true), '')::bigint;
BEGIN
  IF who = 0 AND NOT pg_has_role(session_user,
    (SELECT relowner FROM pg_class WHERE oid = 'public.learning_revision'::regclass), 'MEMBER')
  THEN RAISE EXCEPTION 'boom: only the owner of the tables loads what is shipped' USING ERRCODE = '42501'; END IF;
  RETURN who;
END $$;

-- For each row written: somebody curates the very lesson, term or path that it belongs to. The arguments are that
-- one's noun, and the column that names it.
CREATE OR REPLACE FUNCTION learning_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE row_ jsonb;
BEGIN
  IF learning_curator() IS NULL THEN
    RAISE EXCEPTION 'boom: % of % with nobody curating', TG_OP, TG_TABLE_NAME USING ERRCODE = '28000';
  END IF;
  IF TG_OP = 'DELETE' AND TG_ARGV[1] = 'id' THEN
    RAISE EXCEPTION 'boom: a row of % is withdrawn, never removed', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  FOREACH row_ IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[to_jsonb(NEW)] WHEN 'DELETE' THEN ARRAY[to_jsonb(OLD)]
                        ELSE ARRAY[to_jsonb(OLD), to_jsonb(NEW)] END LOOP
    IF TG_ARGV[0] || '/' || (row_ ->> TG_ARGV[1]) IS DISTINCT FROM current_setting('boom.curating', true) THEN
      RAISE EXCEPTION 'boom: % of % of another % than the one curated', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- As the transaction commits: it has put on record what became of each lesson, term or path that it wrote to.
CREATE OR REPLACE FUNCTION learning_on_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE item bigint := (to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[1])::bigint; kept boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM learning_revision r JOIN learning_%1$s i ON i.id = r.%1$s_id
    AND i.number = r.number WHERE i.id = $1 AND r.transaction = $2)', TG_ARGV[0])
    INTO kept USING item, pg_current_xact_id()::text::bigint;
  IF NOT kept THEN
    RAISE EXCEPTION 'boom: a % was written to and no revision says so', TG_ARGV[0] USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;

-- A revision is by whoever curates, now, and the next of its lesson, term or path.
CREATE OR REPLACE FUNCTION learning_revise() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE last bigint;
BEGIN
  IF learning_curator() IS NULL THEN
    RAISE EXCEPTION 'boom: % of % with nobody curating', TG_OP, TG_TABLE_NAME USING ERRCODE = '28000';
  END IF;
  IF coalesce('lesson/' || NEW.lesson_id, 'term/' || NEW.term_id, 'path/' || NEW.path_id)
     IS DISTINCT FROM current_setting('boom.curating', true) THEN
    RAISE EXCEPTION 'boom: a revision of something else than what is curated' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(max(r.number), 0) INTO last FROM learning_revision r WHERE
    r.lesson_id = NEW.lesson_id OR r.term_id = NEW.term_id OR r.path_id = NEW.path_id;
  IF NEW.number <> last + 1 THEN
    RAISE EXCEPTION 'boom: revision % can not follow %', NEW.number, last USING ERRCODE = '42501';
  END IF;
  NEW.by_id := nullif(learning_curator(), 0);
  NEW.at := clock_timestamp();
  NEW.transaction := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;

DO $$ DECLARE t text[]; BEGIN
  FOREACH t SLICE 1 IN ARRAY ARRAY[['lesson','lesson','id'], ['term','term','id'], ['path','path','id'],
    ['question','lesson','lesson_id'], ['example','lesson','lesson_id'], ['mistake','lesson','lesson_id'],
    ['source','lesson','lesson_id'], ['step','path','path_id']] LOOP
    EXECUTE format('CREATE TRIGGER guard AFTER INSERT OR UPDATE OR DELETE ON learning_%s FOR EACH ROW
      EXECUTE FUNCTION learning_guard(%L, %L)', t[1], t[2], t[3]);
    EXECUTE format('CREATE CONSTRAINT TRIGGER on_record AFTER INSERT OR UPDATE OR DELETE ON learning_%s
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION learning_on_record(%L, %L)', t[1], t[2], t[3]);
    EXECUTE format('CREATE TRIGGER guard_whole BEFORE TRUNCATE ON learning_%s FOR EACH STATEMENT
      EXECUTE FUNCTION record_refuse()', t[1]);
  END LOOP;
END $$;
CREATE TRIGGER revise BEFORE INSERT ON learning_revision FOR EACH ROW EXECUTE FUNCTION learning_revise();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON learning_revision FOR EACH ROW EXECUTE FUNCTION record_refuse();
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON learning_revision FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
