-- Favorites point to a movie's document, not to one of its versions: they survive publish,
-- republish, unpublish and discard, all of which delete and insert rows of `movies`. A foreign key
-- cannot say that (document_id is not unique), so triggers do.
--
-- Every trigger that changes a movie's favorites first locks the rows of the document, in id order.
-- Publishing locks them too, so a favorite and a publish never miss each other's work. Whoever locks
-- a user as well locks the user first, so that writes and deletions wait for each other in one order.
--
-- That order holds for one movie at a time. Deleting a user locks all movies that the user has
-- favorited, and a bulk action of the admin panel those that were selected. To keep these two from
-- waiting for each other in a circle, whoever locks a movie shares a lock that deleting users takes
-- alone. So does whoever writes what several movies link to (src/publishing): a person, a character, a
-- country, a genre. It comes before all other locks.

CREATE OR REPLACE FUNCTION share_movies_with_others() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(7335204);
$$;

CREATE OR REPLACE FUNCTION have_movies_alone() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7335204);
$$;

CREATE OR REPLACE FUNCTION users_have_movies_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM have_movies_alone();
  RETURN NULL;
END $$;

-- Before a document is written as a whole (src/documents/lock-document.ts).
CREATE OR REPLACE FUNCTION lock_movie(movie_document text) RETURNS SETOF integer LANGUAGE plpgsql AS $$
BEGIN
  PERFORM share_movies_with_others();
  RETURN QUERY SELECT id FROM movies WHERE document_id = movie_document ORDER BY id FOR UPDATE;
END $$;

CREATE OR REPLACE FUNCTION favorites_lock_movie() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  movie_document text := CASE TG_OP WHEN 'DELETE' THEN OLD.movie_document_id ELSE NEW.movie_document_id END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- The foreign key would lock the user after the movie.
    PERFORM 1 FROM up_users WHERE id = NEW.user_id FOR KEY SHARE;
  END IF;
  PERFORM 1 FROM movies WHERE document_id = movie_document ORDER BY id FOR NO KEY UPDATE;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Asked at the commit: `strapi import` stores favorites before their movies, and links them to their
-- users last.
CREATE OR REPLACE FUNCTION favorites_refuse_incomplete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  favorite favorites;
BEGIN
  SELECT * INTO favorite FROM favorites WHERE id = NEW.id;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF favorite.user_id IS NULL THEN
    RAISE not_null_violation USING
      MESSAGE = format('favorite of nobody: id %s', favorite.id),
      COLUMN = 'user_id';
  END IF;
  IF NOT EXISTS (SELECT FROM movies WHERE document_id = favorite.movie_document_id) THEN
    RAISE foreign_key_violation USING
      MESSAGE = format(
        'favorite of a movie that does not exist: document %s', favorite.movie_document_id
      ),
      CONSTRAINT = 'favorites_movie_fk';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION favorites_count_movie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE movies SET favorites_count = favorites_count + 1
      WHERE document_id = NEW.movie_document_id;
  ELSE
    UPDATE movies SET favorites_count = favorites_count - 1
      WHERE document_id = OLD.movie_document_id;
  END IF;
  RETURN NULL;
END $$;

-- A favorite is added or removed; it never changes hands. (An import gives it to its user later.)
CREATE OR REPLACE FUNCTION favorites_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING
    MESSAGE = 'a favorite cannot be moved to another user or movie; remove it and add another';
END $$;

-- A new version of a movie takes over the count of its siblings; a client's value never counts.
CREATE OR REPLACE FUNCTION movies_take_over_favorites_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM movies WHERE document_id = NEW.document_id ORDER BY id FOR NO KEY UPDATE;
  NEW.favorites_count := COALESCE(
    (SELECT max(favorites_count) FROM movies WHERE document_id = NEW.document_id),
    (SELECT count(*) FROM favorites WHERE movie_document_id = NEW.document_id)
  );
  RETURN NEW;
END $$;

-- favorites_count changes from within favorites_count_movie, never by a statement of its own: the
-- trigger below fires at depth 0 only.
CREATE OR REPLACE FUNCTION movies_keep_favorites_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.favorites_count := OLD.favorites_count;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION movies_drop_favorites() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM favorites USING (SELECT DISTINCT document_id FROM deleted) AS gone
    WHERE favorites.movie_document_id = gone.document_id
      AND NOT EXISTS (SELECT FROM movies WHERE movies.document_id = gone.document_id);
  RETURN NULL;
END $$;

-- Strapi's foreign key on user_id sets NULL; a favorite without its user must not stay.
CREATE OR REPLACE FUNCTION users_drop_favorites() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM movies
    WHERE document_id IN (SELECT movie_document_id FROM favorites WHERE user_id = OLD.id)
    ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM favorites WHERE user_id = OLD.id;
  RETURN OLD;
END $$;

CREATE INDEX IF NOT EXISTS favorites_movie_ix ON favorites (movie_document_id);
-- "My favorites", newest first.
CREATE INDEX IF NOT EXISTS favorites_user_newest_ix
  ON favorites (user_id, created_at DESC, id DESC);
-- `sort=favoritesCount:desc`.
CREATE INDEX IF NOT EXISTS movies_published_favorites_count_ix
  ON movies (favorites_count DESC, id) WHERE published_at IS NOT NULL;

-- Checks, where other tables have NOT NULL: when any content type changes, Strapi compares all columns
-- with its own idea of them, and alters those that differ. PostgreSQL refuses that for columns which
-- triggers name, and the application would not start. (A count is there from the first trigger on.)
ALTER TABLE favorites ALTER COLUMN user_id DROP NOT NULL;
UPDATE movies SET favorites_count = 0 WHERE favorites_count IS NULL;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'favorites_movie_ck'
    AND conrelid = 'favorites'::regclass) THEN
    ALTER TABLE favorites ADD CONSTRAINT favorites_movie_ck CHECK (movie_document_id IS NOT NULL);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'movies_favorites_count_ck'
    AND conrelid = 'movies'::regclass) THEN
    ALTER TABLE movies ADD CONSTRAINT movies_favorites_count_ck
      CHECK (favorites_count IS NOT NULL);
  END IF;
END $$;

CREATE OR REPLACE TRIGGER favorites_10_lock_movie
  BEFORE INSERT OR DELETE ON favorites
  FOR EACH ROW EXECUTE FUNCTION favorites_lock_movie();
CREATE OR REPLACE TRIGGER favorites_20_count_movie
  AFTER INSERT OR DELETE ON favorites
  FOR EACH ROW EXECUTE FUNCTION favorites_count_movie();
CREATE OR REPLACE TRIGGER favorites_30_refuse_move
  BEFORE UPDATE OF user_id, movie_document_id ON favorites
  FOR EACH ROW
  WHEN ((OLD.user_id IS NOT NULL AND OLD.user_id IS DISTINCT FROM NEW.user_id)
    OR OLD.movie_document_id IS DISTINCT FROM NEW.movie_document_id)
  EXECUTE FUNCTION favorites_refuse_move();
-- A constraint trigger cannot be replaced.
DROP TRIGGER IF EXISTS favorites_40_refuse_incomplete ON favorites;
CREATE CONSTRAINT TRIGGER favorites_40_refuse_incomplete
  AFTER INSERT OR UPDATE OF user_id ON favorites
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION favorites_refuse_incomplete();
CREATE OR REPLACE TRIGGER movies_10_take_over_favorites_count
  BEFORE INSERT ON movies
  FOR EACH ROW EXECUTE FUNCTION movies_take_over_favorites_count();
CREATE OR REPLACE TRIGGER movies_20_keep_favorites_count
  BEFORE UPDATE OF favorites_count ON movies
  FOR EACH ROW WHEN (pg_trigger_depth() < 1) EXECUTE FUNCTION movies_keep_favorites_count();
CREATE OR REPLACE TRIGGER movies_30_drop_favorites
  AFTER DELETE ON movies
  REFERENCING OLD TABLE AS deleted
  FOR EACH STATEMENT EXECUTE FUNCTION movies_drop_favorites();
CREATE OR REPLACE TRIGGER users_05_have_movies_alone
  BEFORE DELETE ON up_users
  FOR EACH STATEMENT EXECUTE FUNCTION users_have_movies_alone();
CREATE OR REPLACE TRIGGER users_10_drop_favorites
  BEFORE DELETE ON up_users
  FOR EACH ROW EXECUTE FUNCTION users_drop_favorites();
