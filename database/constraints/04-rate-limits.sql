-- What each address, account and user has used of its budgets (src/rate-limits). The columns and their
-- order are those that the library rate-limiter-flexible writes; `expire` is in milliseconds since 1970.
--
-- UNLOGGED: a counter is written with each limited request, and is worth neither the write-ahead log
-- nor an fsync. After a crash of PostgreSQL the table is empty and everybody begins anew; a standby
-- has no copy of it. The fill factor leaves room for counting without touching the indexes.
CREATE UNLOGGED TABLE IF NOT EXISTS rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
) WITH (fillfactor = 70);

-- Finds what has expired and can go.
CREATE INDEX IF NOT EXISTS rate_limits_expire_ix ON rate_limits (expire);
