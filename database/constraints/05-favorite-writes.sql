-- Adds, removes or toggles the favorite of one user and one movie, in one statement of the client.
--
-- The locks come first, user before movie as everywhere: from there on, nobody else writes favorites
-- of this movie or publishes it, and every later statement of the function sees what was committed
-- while it waited. That makes a toggle atomic, and it makes the answer the state after the write.
--
-- Returns one row with the state after the write; no row when no such movie is published. `changed`
-- is false when the favorite already was, or was not, there. `favorite` is null when the user does
-- not exist: an error would abort the transaction of a caller who handles it.
CREATE OR REPLACE FUNCTION write_favorite(
  operation text,
  owner_id integer,
  movie_document text,
  new_document_id text,
  written_at timestamp
)
RETURNS TABLE (favorite boolean, changed boolean, favorites_count integer)
LANGUAGE plpgsql AS $$
DECLARE
  owner_document text;
BEGIN
  PERFORM share_movies_with_others();
  SELECT document_id INTO owner_document FROM up_users WHERE id = owner_id FOR KEY SHARE;
  IF NOT FOUND THEN
    changed := false;
    RETURN NEXT;
    RETURN;
  END IF;
  PERFORM 1 FROM movies WHERE document_id = movie_document ORDER BY id FOR NO KEY UPDATE;
  IF NOT EXISTS (
    SELECT FROM movies WHERE document_id = movie_document AND published_at IS NOT NULL
  ) THEN
    RETURN;
  END IF;

  favorite := operation <> 'remove';
  changed := false;

  IF operation IN ('toggle', 'remove') THEN
    DELETE FROM favorites WHERE user_id = owner_id AND movie_document_id = movie_document;
    changed := FOUND;
    IF FOUND THEN
      favorite := false;
    END IF;
  END IF;

  IF favorite THEN
    INSERT INTO favorites
      (document_id, user_id, movie_document_id, created_at, updated_at, published_at)
      VALUES (new_document_id, owner_id, movie_document, written_at, written_at, written_at)
      ON CONFLICT (user_id, movie_document_id) DO NOTHING;
    changed := FOUND;
  END IF;

  SELECT movies.favorites_count INTO favorites_count
    FROM movies
    WHERE document_id = movie_document AND published_at IS NOT NULL;

  -- Here rather than by the client, which would need a transaction and two more statements for it.
  IF changed THEN
    PERFORM note_webhooks(
      CASE WHEN favorite THEN 'favorite.added' ELSE 'favorite.removed' END,
      json_build_object(
        'user', json_build_object('documentId', owner_document),
        'movie', json_build_object('documentId', movie_document),
        'favoritesCount', favorites_count
      )
    );
  END IF;
  RETURN NEXT;
END $$;
