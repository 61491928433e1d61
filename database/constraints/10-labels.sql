-- How the admin panel names people and characters where one attribute has to do (the fields of
-- relations, and what is searched there): "Sofia Coppola (1971)", "Michael Corleone (Al Pacino)".
-- Stored, because Strapi sorts and searches by a column; kept here, so that no door writes another.
--
-- A character's label holds its actor's name. Whoever reads a name for it shares a lock that renaming
-- people takes alone: a new link and a new name never miss each other. It is taken before rows of
-- characters, so that nobody waits for another in a circle.

CREATE OR REPLACE FUNCTION share_names_with_others() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(7335210);
$$;

CREATE OR REPLACE FUNCTION characters_share_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM share_names_with_others();
  RETURN NULL;
END $$;

-- Before a character is written as a whole (src/documents/lock-document.ts).
CREATE OR REPLACE FUNCTION lock_character(character_document text) RETURNS SETOF integer
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM share_names_with_others();
  RETURN QUERY
    SELECT id FROM characters WHERE document_id = character_document ORDER BY id FOR NO KEY UPDATE;
END $$;

-- Null without any name, as for nobody.
CREATE OR REPLACE FUNCTION full_name(first_name text, last_name text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT nullif(concat_ws(' ', nullif(first_name, ''), nullif(last_name, '')), '')
$$;

-- Names are cut where a label would be longer than 500 characters, more than an index can hold.
CREATE OR REPLACE FUNCTION person_label(first_name text, last_name text, born date) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT left(coalesce(full_name(first_name, last_name), ''), 490)
    || coalesce(' (' || extract(year FROM born) || ')', '')
$$;

CREATE OR REPLACE FUNCTION character_label(name text, actor text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT name || coalesce(' (' || left(actor, 240) || ')', '')
$$;

CREATE OR REPLACE FUNCTION label_characters(characters_to_label integer[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- In a statement of its own: what comes next sees what was committed while this waited.
  PERFORM share_names_with_others();
  -- The name is that of the row which is written, also when somebody has just changed it.
  UPDATE characters SET label = character_label(characters.name, actor.name)
    FROM (
      SELECT given.id, full_name(people.first_name, people.last_name) AS name
      FROM unnest(characters_to_label) AS given (id)
      LEFT JOIN characters_actor_lnk AS link ON link.character_id = given.id
      LEFT JOIN people ON people.id = link.person_id
    ) AS actor
    WHERE characters.id = actor.id
      AND characters.label IS DISTINCT FROM character_label(characters.name, actor.name);
END $$;

CREATE OR REPLACE FUNCTION people_keep_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.label := person_label(NEW.first_name, NEW.last_name, NEW.date_of_birth);
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION people_rename_in_characters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7335210);
  PERFORM label_characters(
    ARRAY(SELECT character_id FROM characters_actor_lnk WHERE person_id = NEW.id)
  );
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION characters_keep_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A new row has no actor yet: links refer to rows.
  NEW.label := character_label(NEW.name, CASE TG_OP WHEN 'UPDATE' THEN (
    SELECT full_name(people.first_name, people.last_name)
    FROM characters_actor_lnk AS link JOIN people ON people.id = link.person_id
    WHERE link.character_id = NEW.id
    LIMIT 1
  ) END);
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION actors_keep_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Deleting a person who plays nobody locks nothing, and waits for nobody.
  IF NOT EXISTS (SELECT FROM changed) THEN
    RETURN NULL;
  END IF;
  PERFORM label_characters(ARRAY(SELECT character_id FROM changed));
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER people_10_keep_label
  BEFORE INSERT OR UPDATE OF first_name, last_name, date_of_birth, label ON people
  FOR EACH ROW EXECUTE FUNCTION people_keep_label();
CREATE OR REPLACE TRIGGER people_20_rename_in_characters
  AFTER UPDATE OF first_name, last_name ON people
  FOR EACH ROW
  WHEN (OLD.first_name IS DISTINCT FROM NEW.first_name
    OR OLD.last_name IS DISTINCT FROM NEW.last_name)
  EXECUTE FUNCTION people_rename_in_characters();
CREATE OR REPLACE TRIGGER characters_05_share_names
  BEFORE UPDATE OR DELETE ON characters
  FOR EACH STATEMENT EXECUTE FUNCTION characters_share_names();
-- At depth 0 only: what label_characters writes from within a trigger is the label already.
CREATE OR REPLACE TRIGGER characters_10_keep_label
  BEFORE INSERT OR UPDATE OF name, label ON characters
  FOR EACH ROW WHEN (pg_trigger_depth() < 1) EXECUTE FUNCTION characters_keep_label();
CREATE OR REPLACE TRIGGER actors_10_label_linked
  AFTER INSERT ON characters_actor_lnk
  REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION actors_keep_labels();
CREATE OR REPLACE TRIGGER actors_20_label_linked
  AFTER UPDATE ON characters_actor_lnk
  REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION actors_keep_labels();
CREATE OR REPLACE TRIGGER actors_30_label_unlinked
  AFTER UPDATE ON characters_actor_lnk
  REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION actors_keep_labels();
CREATE OR REPLACE TRIGGER actors_40_label_unlinked
  AFTER DELETE ON characters_actor_lnk
  REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION actors_keep_labels();

-- What the fields of relations ask: the first labels in order, and those that contain what was typed
-- (`LOWER(CAST(label AS VARCHAR)) LIKE '%…%'`). For the latter, an index on characters would make
-- loading them several times slower, for what takes a fraction of a second without; that on people
-- is left out where pg_trgm cannot be had.
CREATE INDEX IF NOT EXISTS people_label_ix ON people (label);
CREATE INDEX IF NOT EXISTS characters_label_ix ON characters (label);
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX IF NOT EXISTS people_label_trgm_ix
    ON people USING gin (lower(label::varchar) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
  RAISE NOTICE 'people are searched without an index: %', SQLERRM;
END $$;

-- People and characters from before they had labels. (The first trigger writes the label.)
UPDATE people SET label = NULL
  WHERE label IS DISTINCT FROM person_label(first_name, last_name, date_of_birth);
SELECT label_characters(ARRAY(SELECT id FROM characters));
