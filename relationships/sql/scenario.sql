-- The segments that a kept what-if moves stand in its JSON, where no foreign key reaches. This is theirs: each is there,
-- in the same workspace and canvas. Segments are removed by a mark, so what was there when it was written stays.
CREATE OR REPLACE FUNCTION scenario_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM jsonb_array_elements(NEW.moves) move
     WHERE NOT EXISTS (
       SELECT FROM canvas_segment segment
        WHERE segment.workspace_id = NEW.workspace_id AND segment.canvas_id = NEW.canvas_id
          AND segment.id::text = move ->> 'segment')) THEN
    RAISE EXCEPTION 'boom: a what-if moves a segment that is not on its canvas (scenario_moves_tenant)'
      USING ERRCODE = '23503';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER moves BEFORE INSERT OR UPDATE OF moves, workspace_id, canvas_id ON relationships_scenario
  FOR EACH ROW WHEN (jsonb_typeof(NEW.moves) = 'array') EXECUTE FUNCTION scenario_moves();
