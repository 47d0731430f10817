-- The two functions the migration calls, with the parameters of TimescaleDB 2.13 and newer.
CREATE TYPE dimension_info AS (column_name name, partition_interval interval);
CREATE TABLE hypertable_calls (relation regclass, dimension dimension_info, migrate_data boolean);
CREATE FUNCTION by_range(column_name name, partition_interval interval) RETURNS dimension_info
  LANGUAGE sql AS 'SELECT ROW(column_name, partition_interval)::dimension_info';
CREATE FUNCTION create_hypertable(relation regclass, dimension dimension_info,
    create_default_indexes boolean DEFAULT true, if_not_exists boolean DEFAULT false,
    migrate_data boolean DEFAULT false) RETURNS void
  LANGUAGE sql AS 'INSERT INTO @extschema@.hypertable_calls VALUES (relation, dimension, migrate_data)';
