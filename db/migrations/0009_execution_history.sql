-- Lists of fills go by sequence within a session, newest first, one account at a time. The index of before did not hold
-- the session: fills of other sessions were read and left out.
CREATE INDEX executions_history ON public.executions (account_id, session_id, sequence DESC);
DROP INDEX public.executions_account;
