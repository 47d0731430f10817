-- Orders, executions and the event history of the orders subgraph. Runs on an empty database and on one that holds the
-- older system's two tables (db/legacy.sql): those keep their names, columns and rows.

CREATE TABLE IF NOT EXISTS public.orders (
  id SERIAL PRIMARY KEY,
  client_order_id VARCHAR(64),
  order_id VARCHAR(64),
  symbol VARCHAR(16),
  side VARCHAR(8),
  quantity DECIMAL,
  price DECIMAL,
  order_type VARCHAR(16),
  status VARCHAR(32),
  filled_qty DECIMAL,
  remaining_qty DECIMAL,
  created_at TIMESTAMP DEFAULT NOW(),
  updated_at TIMESTAMP DEFAULT NOW()
);
CREATE TABLE IF NOT EXISTS public.executions (
  id SERIAL PRIMARY KEY,
  order_id VARCHAR(64),
  client_order_id VARCHAR(64),
  symbol VARCHAR(16),
  side VARCHAR(8),
  fill_price DECIMAL,
  fill_qty DECIMAL,
  timestamp TIMESTAMP,
  created_at TIMESTAMP DEFAULT NOW()
);

-- A client order id is unique per account and session now, and engine ids per session.
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_client_order_id_key;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_order_id_key;

ALTER TABLE public.orders
  ADD COLUMN session_id UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ADD COLUMN account_id VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN time_in_force VARCHAR(8),
  ADD COLUMN avg_px NUMERIC,
  ADD COLUMN cum_cost BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN reject_reason VARCHAR(40),
  ADD COLUMN ingress_time_ns BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN transact_time_ns BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN sequence BIGINT;
UPDATE public.orders SET sequence = -id WHERE sequence IS NULL;
UPDATE public.orders SET order_id = 'legacy-' || id WHERE order_id IS NULL;
ALTER TABLE public.orders ALTER COLUMN sequence SET NOT NULL;
CREATE UNIQUE INDEX orders_session_order ON public.orders (session_id, order_id);
CREATE INDEX orders_client_order_id ON public.orders (account_id, client_order_id);
CREATE INDEX orders_account_order ON public.orders (account_id, order_id DESC);

ALTER TABLE public.executions
  ADD COLUMN session_id UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ADD COLUMN account_id VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN liquidity VARCHAR(8),
  ADD COLUMN match_id VARCHAR(24),
  ADD COLUMN transact_time_ns BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN sequence BIGINT;
UPDATE public.executions SET sequence = -id WHERE sequence IS NULL;
UPDATE public.executions SET timestamp = COALESCE(created_at, 'epoch') WHERE timestamp IS NULL;
ALTER TABLE public.executions ALTER COLUMN sequence SET NOT NULL;
-- TimescaleDB wants the time column in every unique index; the consumer's cursor is the real guard.
ALTER TABLE public.executions DROP CONSTRAINT IF EXISTS executions_pkey;
CREATE UNIQUE INDEX executions_session_sequence ON public.executions (session_id, sequence, timestamp);
CREATE INDEX executions_account ON public.executions (account_id, sequence DESC);
CREATE INDEX executions_order ON public.executions (session_id, order_id);

CREATE SCHEMA orders;
CREATE TABLE orders.order_events (
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  account_id VARCHAR(16) NOT NULL,
  order_id NUMERIC(20) NOT NULL,
  template_id INTEGER NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY (session_id, sequence)
);
CREATE INDEX order_events_account ON orders.order_events (account_id, session_id, sequence);
CREATE INDEX order_events_order ON orders.order_events (session_id, order_id, sequence);
-- Updated in the same transaction as the rows it covers, so a replay after a crash changes nothing.
CREATE TABLE orders.consumer_cursor (
  consumer TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  session_id UUID NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (consumer, topic, partition)
);

GRANT USAGE ON SCHEMA public, orders TO orders;
GRANT SELECT, INSERT, UPDATE ON public.orders, public.executions TO orders;
GRANT USAGE ON SEQUENCE public.orders_id_seq, public.executions_id_seq TO orders;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA orders TO orders;
