-- Lists of orders go by id as a number, newest first, and no index of before could give that order: a page read every
-- order of its account. Rows of the older system, which are nobody's, have ids that are no numbers.
CREATE INDEX orders_history ON public.orders (account_id, session_id, (order_id::numeric) DESC) WHERE account_id <> '';
DROP INDEX public.orders_account_order;
