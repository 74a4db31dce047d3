-- Ends the transaction unless this holds: for an act that is judged, written and committed in one trip.
CREATE OR REPLACE FUNCTION record_insist(holds boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF holds IS NOT TRUE THEN RAISE EXCEPTION 'boom: something stands against it' USING ERRCODE = 'BM001'; END IF;
END $$;
