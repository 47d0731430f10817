-- Where TimescaleDB is there, executions become a hypertable on their time: chunks of a week, rows of
-- before moved into them. Everywhere else nothing changes, and nothing in the product asks which it is.
DO $$
DECLARE
  extension_schema name;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb') THEN
    RETURN;
  END IF;
  BEGIN
    CREATE EXTENSION IF NOT EXISTS timescaledb;
  EXCEPTION WHEN insufficient_privilege THEN
    -- Somebody else's server: the plain table serves as well, so this must not keep anybody from starting.
    RAISE WARNING 'role % may not create the extension timescaledb: public.executions stays a plain table', current_user;
    RETURN;
  END;
  SELECT n.nspname INTO STRICT extension_schema
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'timescaledb';
  -- The unique index of 0001 holds the time column, as TimescaleDB wants of every unique index.
  EXECUTE format(
    'SELECT %1$I.create_hypertable($1, %1$I.by_range($2, $3), migrate_data => true)', extension_schema)
    USING 'public.executions'::regclass, 'timestamp'::name, INTERVAL '7 days';
END
$$;
