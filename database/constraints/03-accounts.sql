-- Every request with an access token asks for its session.
CREATE UNIQUE INDEX IF NOT EXISTS strapi_sessions_session_uq ON strapi_sessions (session_id);

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
