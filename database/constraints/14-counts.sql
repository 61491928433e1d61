-- How many there are: published movies, in all and by genre, country and decade; people; characters. So
-- that `pagination.total` of a list, and the facets of the whole catalogue, do not count a million rows
-- for each request. (src/discover answers with them.)
--
-- A change notes what it adds or takes away in a row of its own, in its own transaction: the sum of the
-- rows that a snapshot sees is the number of entries that it sees, and no writer waits for another. Now
-- and then a writer puts rows together that nobody else is just putting together.
--
-- `counted` is movies, people or characters, with a null key; genre or country, with the id of one; or
-- decade, with its first year, or -1 for movies without a date.
CREATE TABLE IF NOT EXISTS entry_counts (
  counted text NOT NULL,
  key integer,
  delta bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_counts_counted_ix ON entry_counts (counted, key) INCLUDE (delta);

CREATE OR REPLACE FUNCTION decade_of(released date) RETURNS integer IMMUTABLE LANGUAGE sql AS $$
  SELECT COALESCE(floor(extract(year FROM released) / 10)::integer * 10, -1)
$$;

-- Rows that somebody else is putting together are left to them. Where a transaction keeps its first
-- snapshot, it could fail here for rows that have gone meanwhile, and leaves all of them to others.
CREATE OR REPLACE FUNCTION fold_entry_counts() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF random() > 1 / 64.0 OR current_setting('transaction_isolation') <> 'read committed' THEN
    RETURN;
  END IF;
  WITH taken AS (
    DELETE FROM entry_counts
      WHERE ctid = ANY (ARRAY(SELECT ctid FROM entry_counts FOR UPDATE SKIP LOCKED))
      RETURNING *
  )
  INSERT INTO entry_counts
    SELECT counted, key, sum(delta) FROM taken GROUP BY counted, key HAVING sum(delta) <> 0;
END $$;

-- People and characters have no drafts: their rows are their number. TG_ARGV[0] is 1 or -1.
CREATE OR REPLACE FUNCTION entries_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_counts
    SELECT TG_TABLE_NAME, NULL, TG_ARGV[0]::integer * count(*) FROM changed HAVING count(*) > 0;
  PERFORM fold_entry_counts();
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION movies_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_counts
    SELECT CASE GROUPING(decade_of(release_date::date)) WHEN 1 THEN 'movies' ELSE 'decade' END,
      decade_of(release_date::date), TG_ARGV[0]::integer * count(*)
    FROM changed WHERE published_at IS NOT NULL
    GROUP BY GROUPING SETS ((), (decade_of(release_date::date))) HAVING count(*) > 0;
  PERFORM fold_entry_counts();
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_links_of_movie(movie integer, times integer) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO entry_counts
    SELECT 'genre', genre_id, times FROM movies_genres_lnk WHERE movie_id = movie
    UNION ALL
    SELECT 'country', country_id, times FROM movies_country_lnk WHERE movie_id = movie;
$$;

-- The links go with the row, and then nothing tells any more that it was published.
CREATE OR REPLACE FUNCTION movies_uncount_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_links_of_movie(OLD.id, -1);
  RETURN OLD;
END $$;

-- Strapi replaces rows; SQL may publish one.
CREATE OR REPLACE FUNCTION movies_lock_for_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever is just linking the row has decided by what it was.
  PERFORM 1 FROM movies WHERE id = OLD.id FOR UPDATE;
  RETURN NEW;
END $$;

-- Of a whole statement, and without a list of columns: what a trigger names, Strapi cannot change. EXCEPT,
-- because a join that was planned for two rows would be kept for a million.
CREATE OR REPLACE FUNCTION movies_recount() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT id, published_at IS NULL, release_date FROM changed_to
    EXCEPT SELECT id, published_at IS NULL, release_date FROM changed_from
  ) THEN
    RETURN NULL;
  END IF;
  INSERT INTO entry_counts
    SELECT CASE GROUPING(decade) WHEN 1 THEN 'movies' ELSE 'decade' END, decade, sum(times)
    FROM (
      SELECT decade_of(release_date::date), -1 FROM changed_from WHERE published_at IS NOT NULL
      UNION ALL
      SELECT decade_of(release_date::date), 1 FROM changed_to WHERE published_at IS NOT NULL
    ) AS changed (decade, times)
    GROUP BY GROUPING SETS ((), (decade)) HAVING sum(times) <> 0;
  PERFORM note_links_of_movie(id, CASE WHEN is_draft THEN -1 ELSE 1 END)
    FROM (
      SELECT id, published_at IS NULL AS is_draft FROM changed_to
      EXCEPT SELECT id, published_at IS NULL FROM changed_from
    ) AS moved;
  PERFORM fold_entry_counts();
  RETURN NULL;
END $$;

-- Of movies that are still there: those that are being deleted have been counted. What is linked to may
-- be going itself, with all of its links; then nobody asks for its number any more.
CREATE OR REPLACE FUNCTION genre_links_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM movies
    WHERE id IN (SELECT movie_id FROM changed JOIN genres ON genres.id = genre_id)
    ORDER BY id FOR KEY SHARE;
  INSERT INTO entry_counts
    SELECT 'genre', genre_id, TG_ARGV[0]::integer * count(*)
    FROM changed
    JOIN genres ON genres.id = genre_id
    JOIN movies ON movies.id = movie_id AND movies.published_at IS NOT NULL
    GROUP BY genre_id;
  PERFORM fold_entry_counts();
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION country_links_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM movies
    WHERE id IN (SELECT movie_id FROM changed JOIN countries ON countries.id = country_id)
    ORDER BY id FOR KEY SHARE;
  INSERT INTO entry_counts
    SELECT 'country', country_id, TG_ARGV[0]::integer * count(*)
    FROM changed
    JOIN countries ON countries.id = country_id
    JOIN movies ON movies.id = movie_id AND movies.published_at IS NOT NULL
    GROUP BY country_id;
  PERFORM fold_entry_counts();
  RETURN NULL;
END $$;

-- TRUNCATE: takes away what has been counted. TG_ARGV is what goes.
CREATE OR REPLACE FUNCTION entries_uncount_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_counts
    SELECT counted, key, -sum(delta) FROM entry_counts
    WHERE counted = ANY (TG_ARGV) GROUP BY counted, key HAVING sum(delta) <> 0;
  RETURN NULL;
END $$;

-- A genre or country that goes; its id may come again. TG_ARGV[0] is what it is counted as.
CREATE OR REPLACE FUNCTION entries_uncount_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_counts
    SELECT counted, key, -sum(delta) FROM entry_counts
    WHERE counted = TG_ARGV[0] AND key IN (SELECT id FROM changed)
    GROUP BY counted, key HAVING sum(delta) <> 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER entries_80_uncount_key
  AFTER DELETE ON genres REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_key('genre');
CREATE OR REPLACE TRIGGER entries_80_uncount_key
  AFTER DELETE ON countries REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_key('country');

-- Counts everything anew: for what was written past the triggers (`session_replication_role`). Writers
-- wait for it.
CREATE OR REPLACE FUNCTION recount_entries() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE movies, people, characters, movies_genres_lnk, movies_country_lnk
    IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM entry_counts;
  INSERT INTO entry_counts
    SELECT 'people', NULL::integer, count(*) FROM people
    UNION ALL
    SELECT 'characters', NULL, count(*) FROM characters
    UNION ALL
    SELECT 'movies', NULL, count(*) FROM movies WHERE published_at IS NOT NULL
    UNION ALL
    SELECT 'decade', decade_of(release_date::date), count(*) FROM movies
      WHERE published_at IS NOT NULL GROUP BY decade_of(release_date::date)
    UNION ALL
    SELECT 'genre', genre_id, count(*) FROM movies_genres_lnk
      JOIN movies ON movies.id = movie_id AND published_at IS NOT NULL GROUP BY genre_id
    UNION ALL
    SELECT 'country', country_id, count(*) FROM movies_country_lnk
      JOIN movies ON movies.id = movie_id AND published_at IS NOT NULL GROUP BY country_id;
END $$;

DO $$
DECLARE
  tables text[][] := ARRAY[
    ['people', 'entries_count'],
    ['characters', 'entries_count'],
    ['movies', 'movies_count'],
    ['movies_genres_lnk', 'genre_links_count'],
    ['movies_country_lnk', 'country_links_count']
  ];
  table_and_function text[];
BEGIN
  FOREACH table_and_function SLICE 1 IN ARRAY tables LOOP
    EXECUTE format('
      CREATE OR REPLACE TRIGGER entries_80_count_added
        AFTER INSERT ON %1$I REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION %2$I(''1'');
      CREATE OR REPLACE TRIGGER entries_80_count_removed
        AFTER DELETE ON %1$I REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION %2$I(''-1'');
    ', table_and_function[1], table_and_function[2]);
  END LOOP;
END $$;

-- Strapi writes the order of links anew, which changes no number: these look only where one is moved.
CREATE OR REPLACE FUNCTION moved_links_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_counts
    SELECT TG_ARGV[0], (link ->> TG_ARGV[1])::integer, times
    FROM (VALUES (to_jsonb(OLD), -1), (to_jsonb(NEW), 1)) AS moved (link, times)
    JOIN movies ON movies.id = (link ->> 'movie_id')::integer AND published_at IS NOT NULL
    WHERE link ->> TG_ARGV[1] IS NOT NULL;
  RETURN NULL;
END $$;

-- Whoever is just publishing or deleting the movie counts by what its links are.
CREATE OR REPLACE FUNCTION moved_links_lock_movies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM movies WHERE id IN (OLD.movie_id, NEW.movie_id) ORDER BY id FOR KEY SHARE;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER entries_70_lock_moved
  BEFORE UPDATE OF movie_id, genre_id ON movies_genres_lnk
  FOR EACH ROW
  WHEN (OLD.movie_id IS DISTINCT FROM NEW.movie_id OR OLD.genre_id IS DISTINCT FROM NEW.genre_id)
  EXECUTE FUNCTION moved_links_lock_movies();
CREATE OR REPLACE TRIGGER entries_70_lock_moved
  BEFORE UPDATE OF movie_id, country_id ON movies_country_lnk
  FOR EACH ROW
  WHEN (OLD.movie_id IS DISTINCT FROM NEW.movie_id OR OLD.country_id IS DISTINCT FROM NEW.country_id)
  EXECUTE FUNCTION moved_links_lock_movies();
CREATE OR REPLACE TRIGGER entries_80_count_moved
  AFTER UPDATE OF movie_id, genre_id ON movies_genres_lnk
  FOR EACH ROW
  WHEN (OLD.movie_id IS DISTINCT FROM NEW.movie_id OR OLD.genre_id IS DISTINCT FROM NEW.genre_id)
  EXECUTE FUNCTION moved_links_count('genre', 'genre_id');
CREATE OR REPLACE TRIGGER entries_80_count_moved
  AFTER UPDATE OF movie_id, country_id ON movies_country_lnk
  FOR EACH ROW
  WHEN (OLD.movie_id IS DISTINCT FROM NEW.movie_id OR OLD.country_id IS DISTINCT FROM NEW.country_id)
  EXECUTE FUNCTION moved_links_count('country', 'country_id');

CREATE OR REPLACE TRIGGER movies_80_uncount_links
  BEFORE DELETE ON movies
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION movies_uncount_links();
CREATE OR REPLACE TRIGGER movies_80_lock_for_count
  BEFORE UPDATE OF published_at ON movies
  FOR EACH ROW WHEN ((OLD.published_at IS NULL) <> (NEW.published_at IS NULL))
  EXECUTE FUNCTION movies_lock_for_count();
CREATE OR REPLACE TRIGGER movies_80_recount
  AFTER UPDATE ON movies REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION movies_recount();

CREATE OR REPLACE TRIGGER entries_80_uncount_all
  AFTER TRUNCATE ON movies
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_all('movies', 'decade', 'genre', 'country');
CREATE OR REPLACE TRIGGER entries_80_uncount_all
  AFTER TRUNCATE ON people
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_all('people');
CREATE OR REPLACE TRIGGER entries_80_uncount_all
  AFTER TRUNCATE ON characters
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_all('characters');
CREATE OR REPLACE TRIGGER entries_80_uncount_all
  AFTER TRUNCATE ON movies_genres_lnk
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_all('genre');
CREATE OR REPLACE TRIGGER entries_80_uncount_all
  AFTER TRUNCATE ON movies_country_lnk
  FOR EACH STATEMENT EXECUTE FUNCTION entries_uncount_all('country');

-- Entries from before they were counted.
SELECT recount_entries();
