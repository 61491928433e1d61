-- What the search looks into (src/search): the names of published movies, people and characters, and
-- their descriptions, without accents and in lower case. Kept here, so that whatever writes (the API,
-- COPY, SQL) is found at once. A table for each type, so that a name which 100,000 characters have
-- does not stand in the way of the movie that has it too. No description is NULL: of empty ones only,
-- PostgreSQL would guess that a word is in one of fifty, and read the table to find 500 of them.

DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE EXTENSION IF NOT EXISTS unaccent;
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
  RAISE EXCEPTION 'The search needs the extensions pg_trgm and unaccent of PostgreSQL (%). Let who may do so run, in this database: CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;', SQLERRM;
END $$;

-- Without accents, in lower case.
CREATE OR REPLACE FUNCTION search_fold(given text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(unaccent(normalize(given, NFC)))
$$;

-- Words between single spaces: no apostrophes within words, no other signs at all. Signs are named by
-- their code, because what a letter is depends on how the database was made.
CREATE OR REPLACE FUNCTION search_spaced(folded text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    regexp_replace(folded, '[''’ʼ`´]', '', 'g'),
    '[\u0001-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20]+',
    ' ',
    'g'
  ))
$$;

-- The same, but with nothing in place of the signs: "spiderman" of "Spider-Man".
CREATE OR REPLACE FUNCTION search_joined(folded text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(
    regexp_replace(folded, '\s+', ' ', 'g'),
    '[''’ʼ`´\u0001-\u001f!-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20]+',
    '',
    'g'
  )
$$;

-- Of "Spider-Man" "spider" and "man", and "spiderman", as others write it. 100 characters of each. One
-- expression, because a query inside would cost as much as all the rest of a row.
CREATE OR REPLACE FUNCTION search_words(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array_remove(string_to_array(
    regexp_replace(
      search_spaced(folded) || ' ' || search_joined(folded), '([^ ]{100})[^ ]+', '\1', 'g'
    ),
    ' '
  ), ''))
$$;

-- The word, and it without each of its letters: two words have one of these in common when one letter
-- was typed wrong, left out, put in, or exchanged with the next.
CREATE OR REPLACE FUNCTION search_deletions(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN length(word) BETWEEN 3 AND 30
    THEN (
      SELECT array_agg(DISTINCT overlay(word PLACING '' FROM place FOR 1)) || word
      FROM generate_series(1, length(word)) AS place
    )
    ELSE '{}' END
$$;

CREATE TABLE IF NOT EXISTS search_movies (
  entry_id integer PRIMARY KEY REFERENCES movies (id) ON DELETE CASCADE,
  name text NOT NULL,
  words tsvector NOT NULL,
  description tsvector
);
CREATE TABLE IF NOT EXISTS search_people (
  entry_id integer PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  name text NOT NULL,
  words tsvector NOT NULL,
  description tsvector
);
CREATE TABLE IF NOT EXISTS search_characters (
  entry_id integer PRIMARY KEY REFERENCES characters (id) ON DELETE CASCADE,
  name text NOT NULL,
  words tsvector NOT NULL,
  description tsvector
);

-- Each word of a name, to tell from what was typed what may have been meant. Not unique: who adds a
-- word would have to wait for others who add it. Words stay when the last name with them goes.
CREATE TABLE IF NOT EXISTS search_vocabulary (
  word text NOT NULL,
  deletions text[] NOT NULL
);

-- What is to be found of a row of movies, people or characters; no name where it is not to be found. By
-- the names of attributes, so that one that is removed is just not found any more.
CREATE OR REPLACE FUNCTION search_texts(source text, entry jsonb, OUT name text, OUT description text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT
    CASE source
      WHEN 'movies' THEN coalesce(entry ->> 'title', '')
      WHEN 'people' THEN concat_ws(' ', entry ->> 'first_name', entry ->> 'last_name')
      ELSE coalesce(entry ->> 'name', '')
    END,
    CASE source WHEN 'people' THEN entry ->> 'biography' ELSE entry ->> 'description' END
  WHERE source <> 'movies' OR entry ->> 'published_at' IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION search_learn_words(learned text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_vocabulary (word, deletions)
    SELECT word, search_deletions(word) FROM unnest(learned) AS given (word)
    WHERE NOT EXISTS (SELECT FROM search_vocabulary AS known WHERE known.word = given.word)
$$;

-- Writes what is to be found of these rows. A name is as long as an index can hold.
CREATE OR REPLACE FUNCTION search_keep(source text, ids integer[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  learned text[];
BEGIN
  EXECUTE format(
    $sql$
      WITH kept AS (
        INSERT INTO %I AS entries (entry_id, name, words, description)
          SELECT id,
            left(search_spaced(folded), 500),
            search_words(folded),
            nullif(search_words(search_fold(left(given.description, 20000))), '')
          FROM %I AS entry,
            search_texts($1, to_jsonb(entry)) AS given,
            search_fold(given.name) AS folded
          WHERE entry.id = ANY ($2) AND given.name IS NOT NULL
        ON CONFLICT (entry_id) DO UPDATE SET
          name = excluded.name, words = excluded.words, description = excluded.description
        RETURNING words
      )
      SELECT array_agg(DISTINCT lexeme) FROM kept, unnest(words)
    $sql$,
    'search_' || source, source
  ) INTO learned USING source, ids;
  PERFORM search_learn_words(learned);
END $$;

CREATE OR REPLACE FUNCTION search_keep_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_keep(TG_TABLE_NAME, ARRAY(SELECT id FROM added));
  RETURN NULL;
END $$;

-- Of a whole statement, and without a list of columns: what a trigger names, Strapi cannot change. EXCEPT,
-- because a join that was planned for two rows would be kept for a million.
CREATE OR REPLACE FUNCTION search_keep_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids integer[];
BEGIN
  SELECT array_agg(id) INTO ids FROM (
    SELECT id, texts FROM changed_to AS entry, search_texts(TG_TABLE_NAME, to_jsonb(entry)) AS texts
    EXCEPT
    SELECT id, texts FROM changed_from AS entry, search_texts(TG_TABLE_NAME, to_jsonb(entry)) AS texts
  ) AS changed;
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  -- A published row becomes a draft in SQL alone; Strapi deletes it.
  IF TG_TABLE_NAME = 'movies' THEN
    DELETE FROM search_movies USING changed_to
      WHERE entry_id = changed_to.id AND changed_to.published_at IS NULL;
  END IF;
  PERFORM search_keep(TG_TABLE_NAME, ids);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER movies_40_search_added
  AFTER INSERT ON movies REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_keep_added();
CREATE OR REPLACE TRIGGER movies_50_search_changed
  AFTER UPDATE ON movies REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION search_keep_changed();
CREATE OR REPLACE TRIGGER people_40_search_added
  AFTER INSERT ON people REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_keep_added();
CREATE OR REPLACE TRIGGER people_50_search_changed
  AFTER UPDATE ON people REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION search_keep_changed();
CREATE OR REPLACE TRIGGER characters_40_search_added
  AFTER INSERT ON characters REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_keep_added();
CREATE OR REPLACE TRIGGER characters_50_search_changed
  AFTER UPDATE ON characters REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to
  FOR EACH STATEMENT EXECUTE FUNCTION search_keep_changed();

-- All of it anew, for what was written past the triggers.
CREATE OR REPLACE FUNCTION search_refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE search_movies, search_people, search_characters, search_vocabulary;
  PERFORM search_keep('movies', ARRAY(SELECT id FROM movies WHERE published_at IS NOT NULL));
  PERFORM search_keep('people', ARRAY(SELECT id FROM people));
  PERFORM search_keep('characters', ARRAY(SELECT id FROM characters));
END $$;

-- What was there before there was a search.
SELECT search_keep('movies', ARRAY(
  SELECT id FROM movies WHERE published_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM search_movies WHERE entry_id = id)));
SELECT search_keep('people', ARRAY(
  SELECT id FROM people WHERE NOT EXISTS (SELECT FROM search_people WHERE entry_id = id)));
SELECT search_keep('characters', ARRAY(
  SELECT id FROM characters
  WHERE NOT EXISTS (SELECT FROM search_characters WHERE entry_id = id)));

-- The indexes, after that: one is built in a fraction of the time that row after row takes.

-- The names that a query is, or begins.
CREATE INDEX IF NOT EXISTS search_movies_name_ix ON search_movies (name text_pattern_ops);
CREATE INDEX IF NOT EXISTS search_people_name_ix ON search_people (name text_pattern_ops);
CREATE INDEX IF NOT EXISTS search_characters_name_ix ON search_characters (name text_pattern_ops);
-- The names, and the descriptions, with the words of a query. Without a list of what is pending, which
-- each search would have to read.
CREATE INDEX IF NOT EXISTS search_movies_words_ix
  ON search_movies USING gin (words) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_people_words_ix
  ON search_people USING gin (words) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_characters_words_ix
  ON search_characters USING gin (words) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_movies_description_ix
  ON search_movies USING gin (description) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_people_description_ix
  ON search_people USING gin (description) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_characters_description_ix
  ON search_characters USING gin (description) WITH (fastupdate = off);
-- Whether there is a word, or one that begins so; words with one error; words with more.
CREATE INDEX IF NOT EXISTS search_vocabulary_word_ix ON search_vocabulary (word text_pattern_ops);
CREATE INDEX IF NOT EXISTS search_vocabulary_deletions_ix
  ON search_vocabulary USING gin (deletions) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS search_vocabulary_trgm_ix
  ON search_vocabulary USING gin (word gin_trgm_ops) WITH (fastupdate = off);
