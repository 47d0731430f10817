-- The tables of the older system, exactly as its users have them. Kept for the test that the first migration runs on them.
CREATE TABLE orders (
  id SERIAL PRIMARY KEY,
  client_order_id VARCHAR(64) UNIQUE,
  order_id VARCHAR(64) UNIQUE,
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
CREATE TABLE executions (
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
