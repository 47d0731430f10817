-- The analytics subgraph's projection: instruments, prints and candles.
CREATE SCHEMA analytics;
CREATE TABLE analytics.instruments (
  symbol VARCHAR(16) PRIMARY KEY,
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  tick_px BIGINT NOT NULL,
  lot_qty BIGINT NOT NULL,
  min_qty BIGINT NOT NULL,
  max_qty BIGINT NOT NULL,
  collar_bps INTEGER NOT NULL,
  is_shortable BOOLEAN NOT NULL,
  calendar VARCHAR(16) NOT NULL,
  currency VARCHAR(8) NOT NULL,
  venue VARCHAR(16) NOT NULL
);
CREATE TABLE analytics.trades (
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  symbol VARCHAR(16) NOT NULL,
  match_id NUMERIC(20) NOT NULL,
  last_px BIGINT NOT NULL,
  last_qty BIGINT NOT NULL,
  aggressor_side VARCHAR(4) NOT NULL,
  transact_time_ns BIGINT NOT NULL,
  PRIMARY KEY (session_id, sequence)
);
CREATE INDEX trades_symbol ON analytics.trades (symbol, transact_time_ns DESC);
-- start_time_ns: the bucket's first nanosecond. source LIVE is made from prints, REPLAY is shipped history shifted to end now.
CREATE TABLE analytics.candles (
  symbol VARCHAR(16) NOT NULL,
  interval_s INTEGER NOT NULL,
  start_time_ns BIGINT NOT NULL,
  open_px BIGINT NOT NULL,
  high_px BIGINT NOT NULL,
  low_px BIGINT NOT NULL,
  close_px BIGINT NOT NULL,
  volume BIGINT NOT NULL,
  trade_count INTEGER NOT NULL,
  source VARCHAR(8) NOT NULL,
  PRIMARY KEY (symbol, interval_s, start_time_ns)
);
CREATE TABLE analytics.consumer_cursor (
  consumer TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (consumer, topic, partition)
);
GRANT USAGE ON SCHEMA analytics TO analytics;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA analytics TO analytics;
