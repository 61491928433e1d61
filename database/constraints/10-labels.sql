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

CREATE OR REPLACE FUNCTION full_name(first_name text, last_name text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ', nullif(first_name, ''), nullif(last_name, ''))
$$;

-- Names are cut where a label would be longer than 500 characters, more than an index can hold.
CREATE OR REPLACE FUNCTION person_label(first_name text, last_name text, born date) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT left(full_name(first_name, last_name), 490)
    || coalesce(' (' || extract(year FROM born) || ')', '')
$$;

CREATE OR REPLACE FUNCTION character_label(labelled integer, name text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT name || coalesce((
    SELECT ' (' || left(full_name(people.first_name, people.last_name), 240) || ')'
    FROM characters_actor_lnk AS link JOIN people ON people.id = link.person_id
    WHERE link.character_id = labelled
    ORDER BY link.id DESC
    LIMIT 1
  ), '')
$$;

CREATE OR REPLACE FUNCTION label_characters(characters_to_label integer[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- In a statement of its own: what comes next sees what was committed while this waited.
  PERFORM share_names_with_others();
  UPDATE characters SET label = character_label(id, name)
    WHERE id = ANY (characters_to_label) AND label IS DISTINCT FROM character_label(id, name);
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
  NEW.label := CASE TG_OP WHEN 'INSERT' THEN NEW.name ELSE character_label(NEW.id, NEW.name) END;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION actors_keep_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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

-- People and characters from before they had labels. (The first trigger writes the label.)
UPDATE people SET label = NULL
  WHERE label IS DISTINCT FROM person_label(first_name, last_name, date_of_birth);
UPDATE characters SET label = NULL WHERE label IS DISTINCT FROM character_label(id, name);
