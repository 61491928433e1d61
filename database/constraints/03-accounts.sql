-- Every request with an access token asks for its session.
CREATE UNIQUE INDEX IF NOT EXISTS strapi_sessions_session_uq ON strapi_sessions (session_id);
