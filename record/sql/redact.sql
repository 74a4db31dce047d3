-- The same with bars instead of these words, in texts at any depth; of an object in those of its `keys` alone, if any
-- are named.
CREATE OR REPLACE FUNCTION record_blacked(value jsonb, words text, keys jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'string' THEN to_jsonb(replace(value #>> '{}', words, repeat('█', char_length(words))))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(record_blacked(one, words, NULL) ORDER BY place), '[]')
                         FROM jsonb_array_elements(value) WITH ORDINALITY AS each (one, place))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, CASE WHEN keys IS NULL OR keys ? key
                                                              THEN record_blacked(one, words, NULL) ELSE one END), '{}')
                          FROM jsonb_each(value) AS each (key, one))
    ELSE value END;
END $$;

-- Whether it is words that are being blacked out of a row that else never changes: by who may rewrite the record, and
-- nothing but what people wrote in these `columns`.
CREATE OR REPLACE FUNCTION record_blacks_out(old jsonb, new jsonb, columns text[]) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT current_setting('boom.redacting', true) = 'on' AND has_table_privilege('public.record_change', 'UPDATE')
     AND old - columns = new - columns $$;

-- Blacks these words out of all lines of a record, and adds the line that says so: who, why, and which digest each of
-- the lines has from now on. `texts` names, by table, the columns that hold what people wrote. The salt is made anew, for
-- with the old one the digest of a short text could be guessed back. Answers how many lines it were. Inside an act
-- (record_begin) of the record's owner.
CREATE OR REPLACE FUNCTION record_redact(w bigint, words text, texts jsonb) RETURNS bigint LANGUAGE plpgsql
SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE c record_change; lines jsonb := '{}'; bars text := repeat('█', char_length(words));
BEGIN
  PERFORM set_config('boom.redacting', 'on', true);
  FOR c IN SELECT l.* FROM record_change l WHERE l.workspace_id = w AND (
      record_blacked(l.before, words, texts -> l."table"), record_blacked(l.after, words, texts -> l."table"),
      replace(l.reason, words, bars)) IS DISTINCT FROM (l.before, l.after, l.reason) ORDER BY l.seq
  LOOP
    c.before := record_blacked(c.before, words, texts -> c."table");
    c.after := record_blacked(c.after, words, texts -> c."table");
    c.reason := replace(c.reason, words, bars); c.salt := uuid_send(gen_random_uuid());
    UPDATE record_change l SET before = c.before, after = c.after, reason = c.reason, salt = c.salt
     WHERE l.workspace_id = w AND l.seq = c.seq;
    lines := lines || jsonb_build_object(c.seq, encode(record_body_digest(c), 'hex'));
  END LOOP;
  PERFORM set_config('boom.redacting', '', true);
  c := NULL;
  c.workspace_id := w; c."table" := 'record_change'; c.op := 'U'; c.after := jsonb_build_object('lines', lines);
  PERFORM record_append(c);
  RETURN (SELECT count(*) FROM jsonb_object_keys(lines));
END $$;

REVOKE EXECUTE ON FUNCTION record_redact(bigint, text, jsonb) FROM PUBLIC;
