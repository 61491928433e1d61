-- What webhooks are to be told (src/webhooks): a row for each event and each webhook that asks for it,
-- written in the transaction of the change. It is sent after the commit, and gone when the receiver has
-- it, so that no crash loses an event, and nothing is told of a change that was taken back.
CREATE TABLE IF NOT EXISTS webhook_deliveries (
  -- What receivers know a delivery by, in every attempt.
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- What a deleted webhook had yet to be told goes with it.
  webhook_id integer NOT NULL REFERENCES strapi_webhooks (id) ON DELETE CASCADE,
  event text NOT NULL,
  -- Text rather than jsonb: receivers get it as it was.
  payload json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts integer NOT NULL DEFAULT 0,
  -- Moved ahead by whoever begins an attempt, so that nobody else does until it must have ended.
  next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_error text,
  -- When the last attempt has failed; such rows are kept for a while, to be looked at.
  given_up_at timestamptz
);

-- Finds what is due, for each webhook.
CREATE INDEX IF NOT EXISTS webhook_deliveries_due_ix
  ON webhook_deliveries (webhook_id, next_attempt_at) WHERE given_up_at IS NULL;

-- Finds what can be forgotten.
CREATE INDEX IF NOT EXISTS webhook_deliveries_given_up_ix
  ON webhook_deliveries (given_up_at) WHERE given_up_at IS NOT NULL;

-- Notes an event for every webhook that asks for it, and gives their number.
--
-- Locked, as the foreign key would do it a moment later: a webhook that is being deleted is waited for and
-- then left out, instead of failing the change. In order, for several may be deleted at once.
CREATE OR REPLACE FUNCTION note_webhooks(event_name text, event_payload json) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  noted integer;
BEGIN
  INSERT INTO webhook_deliveries (webhook_id, event, payload)
    SELECT id, event_name, event_payload FROM strapi_webhooks
    WHERE enabled AND events @> to_jsonb(event_name)
    ORDER BY id
    FOR KEY SHARE;
  GET DIAGNOSTICS noted = ROW_COUNT;
  RETURN noted;
END $$;
