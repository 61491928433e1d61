-- One account per username, and per email and provider, whatever the case. Strapi looks before it
-- writes; two registrations at once meet here.
CREATE UNIQUE INDEX IF NOT EXISTS up_users_username_uq ON up_users (lower(username));
CREATE UNIQUE INDEX IF NOT EXISTS up_users_email_uq
  ON up_users (COALESCE(provider, 'local'), lower(email));

-- Logging in takes either name for an identifier: whoever had somebody else's email for a username
-- would stand in the way of its owner.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'up_users_username_ck'
    AND conrelid = 'up_users'::regclass) THEN
    ALTER TABLE up_users ADD CONSTRAINT up_users_username_ck
      CHECK (strpos(username, '@') = 0 OR COALESCE(lower(username) = lower(email), false));
  END IF;
END $$;

-- Every request with an access token asks for its session.
CREATE UNIQUE INDEX IF NOT EXISTS strapi_sessions_session_uq ON strapi_sessions (session_id);
CREATE INDEX IF NOT EXISTS strapi_sessions_user_ix ON strapi_sessions (user_id);

-- Refreshing replaces a session: the row of the old one stays, with status 'rotated' and the
-- successor's session_id in child_id. Rows that are chained like this are one family, one sign-in.
CREATE INDEX IF NOT EXISTS strapi_sessions_child_ix
  ON strapi_sessions (child_id) WHERE child_id IS NOT NULL;

-- When a session was replaced, by the clock of the database: Strapi's own timestamps carry no zone
-- and come from whichever server wrote them.
ALTER TABLE strapi_sessions ADD COLUMN IF NOT EXISTS rotated_at timestamptz;

CREATE OR REPLACE FUNCTION sessions_note_rotation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.rotated_at := clock_timestamp();
  RETURN NEW;
END $$;

-- Who ends a session of the site ends its family: an access token may belong to any member of it,
-- and one that stays alive could be refreshed.
CREATE OR REPLACE FUNCTION sessions_end_family() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH RECURSIVE later AS (
    SELECT child_id FROM ended WHERE origin = 'users-permissions' AND child_id IS NOT NULL
    UNION
    SELECT sessions.child_id
      FROM later JOIN strapi_sessions AS sessions ON sessions.session_id = later.child_id
      WHERE sessions.child_id IS NOT NULL
  ), earlier AS (
    SELECT session_id FROM ended WHERE origin = 'users-permissions'
    UNION
    SELECT sessions.session_id
      FROM earlier JOIN strapi_sessions AS sessions ON sessions.child_id = earlier.session_id
  )
  DELETE FROM strapi_sessions
    WHERE session_id IN (SELECT child_id FROM later UNION ALL SELECT session_id FROM earlier);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION users_end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM strapi_sessions WHERE user_id = OLD.id::text AND origin = 'users-permissions';
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER sessions_10_note_rotation
  BEFORE UPDATE OF status ON strapi_sessions
  FOR EACH ROW WHEN (NEW.status = 'rotated' AND OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION sessions_note_rotation();
-- At depth 0 only: a family of thousands of generations goes in one statement, not in as many
-- triggers within each other.
CREATE OR REPLACE TRIGGER sessions_20_end_family
  AFTER DELETE ON strapi_sessions
  REFERENCING OLD TABLE AS ended
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION sessions_end_family();
CREATE OR REPLACE TRIGGER users_20_end_sessions
  AFTER DELETE ON up_users
  FOR EACH ROW EXECUTE FUNCTION users_end_sessions();
-- Whoever changes a password, the user or an administrator, signs out whoever knew the old one.
CREATE OR REPLACE TRIGGER users_30_end_old_sessions
  AFTER UPDATE OF password ON up_users
  FOR EACH ROW WHEN (OLD.password IS DISTINCT FROM NEW.password)
  EXECUTE FUNCTION users_end_sessions();

-- Whom a session belongs to, or no row when it has ended. A function, because PostgreSQL keeps its
-- plan, while it would plan the statement anew for each request, which takes longer than running it.
--
-- `confirmed` is false where the settings ask for a confirmed address and this one is not; `actions`
-- are the content API actions of the user's role, in alphabetical order.
CREATE OR REPLACE FUNCTION find_account(owner_id integer, session text)
RETURNS TABLE (
  id integer,
  "documentId" character varying,
  username character varying,
  blocked boolean,
  confirmed boolean,
  actions character varying[]
)
STABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY
    SELECT users.id,
      users.document_id,
      users.username,
      COALESCE(users.blocked, false),
      COALESCE(users.confirmed, false) OR NOT COALESCE((
        SELECT (settings.value::jsonb ->> 'email_confirmation')::boolean
        FROM strapi_core_store_settings AS settings
        WHERE settings.key = 'plugin_users-permissions_advanced'
      ), false),
      ARRAY(
        SELECT permissions.action
        FROM up_users_role_lnk AS user_role
        JOIN up_permissions_role_lnk AS granted ON granted.role_id = user_role.role_id
        JOIN up_permissions AS permissions ON permissions.id = granted.permission_id
        WHERE user_role.user_id = users.id
        ORDER BY permissions.action
      )
    FROM strapi_sessions AS sessions
    JOIN up_users AS users ON users.id = owner_id
    WHERE sessions.session_id = session
      AND sessions.user_id = owner_id::text
      AND sessions.origin = 'users-permissions';
END $$;
