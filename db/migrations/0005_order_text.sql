-- The client's note of an order, FIX Text (58). Null for none, and for every order from before this column.
ALTER TABLE public.orders ADD COLUMN text VARCHAR(64);
