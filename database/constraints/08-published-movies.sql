-- A published movie is complete: it has its title, its director, its country and at least one
-- character, each of whom has an actor. Publishing sees to it (src/publishing); here is what keeps it
-- so, past all of the program.
--
-- Only losing is refused. A row may come before its links: `strapi import` and COPY load one table
-- after the other.

-- What a published movie lacks: 'title', 'director', 'country', 'characters' (it has none), 'actor'
-- (a character of it has none). Empty for a complete movie, and for what is not a published movie.
CREATE OR REPLACE FUNCTION published_movie_gaps(movie_id integer) RETURNS text[]
STABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN COALESCE((
    SELECT array_remove(ARRAY[
        CASE WHEN COALESCE(movies.title, '') = '' THEN 'title' END,
        CASE WHEN NOT EXISTS (
          SELECT FROM movies_director_lnk AS link
          WHERE link.movie_id = movies.id AND link.person_id IS NOT NULL
        ) THEN 'director' END,
        CASE WHEN NOT EXISTS (
          SELECT FROM movies_country_lnk AS link
          WHERE link.movie_id = movies.id AND link.country_id IS NOT NULL
        ) THEN 'country' END,
        CASE WHEN NOT EXISTS (
          SELECT FROM movies_characters_lnk AS link
          WHERE link.movie_id = movies.id AND link.character_id IS NOT NULL
        ) THEN 'characters' END,
        CASE WHEN EXISTS (
          SELECT FROM movies_characters_lnk AS link
          WHERE link.movie_id = movies.id AND link.character_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM characters_actor_lnk AS actor_link
            WHERE actor_link.character_id = link.character_id AND actor_link.person_id IS NOT NULL
          )
        ) THEN 'actor' END
      ], NULL)
    FROM movies
    WHERE movies.id = published_movie_gaps.movie_id AND movies.published_at IS NOT NULL
  ), '{}');
END $$;

-- Asked at the commit, of a movie that has lost something. Who locks the row first decides: two who
-- each remove one of the last two characters would both find one left. What has been deleted as a
-- whole, as unpublishing and republishing do with each row, has nothing to keep.
CREATE OR REPLACE FUNCTION refuse_published_movie_without(gap text, movie integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  movie_title text;
BEGIN
  SELECT title INTO movie_title
    FROM movies WHERE id = movie AND published_at IS NOT NULL FOR NO KEY UPDATE;
  IF FOUND AND gap = ANY (published_movie_gaps(movie)) THEN
    RAISE check_violation USING
      MESSAGE = format('movie "%s" is published and would have %s', movie_title,
        CASE gap
          WHEN 'characters' THEN 'no character'
          WHEN 'actor' THEN 'a character without an actor'
          ELSE 'no ' || gap
        END),
      HINT = 'Give it another one in the same transaction, or unpublish it first.',
      TABLE = 'movies',
      CONSTRAINT = 'published_movies_complete_ck';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION published_movies_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_published_movie_without(TG_ARGV[0], OLD.movie_id);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION published_movies_keep_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_published_movie_without('title', OLD.id);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION published_movies_keep_actors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Waits for whoever is just linking the character to a movie.
  PERFORM 1 FROM characters WHERE id = OLD.character_id FOR UPDATE;
  -- Another actor has taken over, or it has gone with its links.
  IF FOUND AND NOT EXISTS (
    SELECT FROM characters_actor_lnk
    WHERE character_id = OLD.character_id AND person_id IS NOT NULL
  ) THEN
    PERFORM refuse_published_movie_without('actor', movie_id)
      FROM movies_characters_lnk WHERE character_id = OLD.character_id ORDER BY movie_id;
  END IF;
  RETURN NULL;
END $$;

-- Constraint triggers cannot be replaced.
DROP TRIGGER IF EXISTS published_movies_10_keep_director ON movies_director_lnk;
CREATE CONSTRAINT TRIGGER published_movies_10_keep_director
  AFTER DELETE OR UPDATE OF movie_id, person_id ON movies_director_lnk
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION published_movies_keep('director');
DROP TRIGGER IF EXISTS published_movies_10_keep_country ON movies_country_lnk;
CREATE CONSTRAINT TRIGGER published_movies_10_keep_country
  AFTER DELETE OR UPDATE OF movie_id, country_id ON movies_country_lnk
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION published_movies_keep('country');
DROP TRIGGER IF EXISTS published_movies_10_keep_characters ON movies_characters_lnk;
CREATE CONSTRAINT TRIGGER published_movies_10_keep_characters
  AFTER DELETE OR UPDATE OF movie_id, character_id ON movies_characters_lnk
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION published_movies_keep('characters');
DROP TRIGGER IF EXISTS published_movies_10_keep_actors ON characters_actor_lnk;
CREATE CONSTRAINT TRIGGER published_movies_10_keep_actors
  AFTER DELETE OR UPDATE OF character_id, person_id ON characters_actor_lnk
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION published_movies_keep_actors();
DROP TRIGGER IF EXISTS published_movies_10_keep_title ON movies;
CREATE CONSTRAINT TRIGGER published_movies_10_keep_title
  AFTER UPDATE OF title ON movies
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (COALESCE(NEW.title, '') = '' AND NEW.published_at IS NOT NULL)
  EXECUTE FUNCTION published_movies_keep_title();
