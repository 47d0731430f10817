-- The positions subgraph's projection: what accounts hold, as the engine says in its events.
CREATE SCHEMA positions;
CREATE TABLE positions.accounts (
  account_id VARCHAR(16) PRIMARY KEY,
  session_id UUID NOT NULL,
  kind VARCHAR(16) NOT NULL DEFAULT 'CUSTOMER',
  is_short_allowed BOOLEAN NOT NULL DEFAULT false,
  is_enabled BOOLEAN NOT NULL DEFAULT true,
  cash BIGINT NOT NULL DEFAULT 0,
  reserved BIGINT NOT NULL DEFAULT 0,
  sequence BIGINT NOT NULL
);
CREATE TABLE positions.positions (
  account_id VARCHAR(16) NOT NULL,
  symbol VARCHAR(16) NOT NULL,
  session_id UUID NOT NULL,
  quantity BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  realized_pnl BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (account_id, symbol)
);
-- What each fill realised: Execution.realizedPnl.
CREATE TABLE positions.fill_pnl (
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  account_id VARCHAR(16) NOT NULL,
  symbol VARCHAR(16) NOT NULL,
  realized_pnl BIGINT NOT NULL,
  transact_time_ns BIGINT NOT NULL,
  PRIMARY KEY (session_id, sequence)
);
CREATE INDEX fill_pnl_account ON positions.fill_pnl (account_id, transact_time_ns);
-- Account and position changes, for resume of positionUpdates and accountUpdates.
CREATE TABLE positions.account_events (
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  account_id VARCHAR(16) NOT NULL,
  template_id INTEGER NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY (session_id, sequence)
);
CREATE INDEX account_events_account ON positions.account_events (account_id, session_id, sequence);
CREATE TABLE positions.consumer_cursor (
  consumer TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (consumer, topic, partition)
);
GRANT USAGE ON SCHEMA positions TO positions;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA positions TO positions;
