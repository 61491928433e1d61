-- A person with photos has exactly one primary photo, and it is one of them. Photos change through
-- many doors: entries, uploads that name an entry, deletions in the media library, which take their
-- links with them. So the links are looked at when the transaction that changed them commits.
--
-- What is right then depends on what has changed: a primary photo that is new and not among the
-- photos is added to them; one that is old and no longer among them has been removed, and the next
-- photo takes its place. `settled_photos` holds what it was before.
CREATE TABLE IF NOT EXISTS settled_photos (
  person_id integer PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  -- Ids of files, in order.
  photos integer[] NOT NULL,
  -- Null when there are no photos.
  primary_photo integer,
  -- Whether subscribers and webhooks know of it: of those who see the same change, one tells it.
  is_told boolean NOT NULL DEFAULT true
);
-- Tables from before there was that.
ALTER TABLE settled_photos ADD COLUMN IF NOT EXISTS is_told boolean NOT NULL DEFAULT true;

-- Which photo is primary when the old primary photo is not any more: the one that came after it, or
-- the first; none when there are none.
CREATE OR REPLACE FUNCTION next_primary_photo(
  old_photos integer[], old_primary integer, photos integer[]
) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT photo
  FROM unnest(photos) WITH ORDINALITY AS remaining (photo, place)
  ORDER BY
    photo = old_primary,
    COALESCE(array_position(old_photos, photo) > array_position(old_photos, old_primary), false) DESC,
    place
  LIMIT 1;
$$;

CREATE OR REPLACE FUNCTION settle_photos(person integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before settled_photos;
  now_photos integer[];
  now_primary integer;
  primaries integer;
  settled_primary integer;
BEGIN
  -- Two who change the photos of one person settle one after the other.
  PERFORM 1 FROM people WHERE id = person FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT * INTO before FROM settled_photos WHERE person_id = person;
  SELECT COALESCE(array_agg(file_id ORDER BY "order", id) FILTER (WHERE field = 'photos'), '{}'),
         (array_agg(file_id ORDER BY id DESC) FILTER (WHERE field = 'primaryPhoto'))[1],
         count(*) FILTER (WHERE field = 'primaryPhoto')
    INTO now_photos, now_primary, primaries
    FROM files_related_mph
    WHERE related_id = person
      AND related_type = 'api::person.person'
      AND field IN ('photos', 'primaryPhoto');
  IF now_photos = before.photos
    AND now_primary IS NOT DISTINCT FROM before.primary_photo
    AND primaries < 2
  THEN
    RETURN;
  END IF;

  -- What is written here is settled already.
  PERFORM set_config('reelbase.settling_photos', 'on', true);
  settled_primary := now_primary;
  IF now_primary IS NULL OR now_primary <> ALL (now_photos) THEN
    IF now_primary IS DISTINCT FROM before.primary_photo AND now_primary IS NOT NULL THEN
      now_photos := now_photos || now_primary;
      INSERT INTO files_related_mph (file_id, related_id, related_type, field, "order")
        SELECT now_primary, person, 'api::person.person', 'photos', COALESCE(max("order"), 0) + 1
        FROM files_related_mph
        WHERE related_id = person AND related_type = 'api::person.person' AND field = 'photos';
    ELSE
      settled_primary := next_primary_photo(before.photos, before.primary_photo, now_photos);
    END IF;
  END IF;

  IF settled_primary IS DISTINCT FROM now_primary OR primaries > 1 THEN
    DELETE FROM files_related_mph
      WHERE related_id = person AND related_type = 'api::person.person' AND field = 'primaryPhoto';
    INSERT INTO files_related_mph (file_id, related_id, related_type, field, "order")
      SELECT settled_primary, person, 'api::person.person', 'primaryPhoto', 1
      WHERE settled_primary IS NOT NULL;
  END IF;
  INSERT INTO settled_photos AS settled (person_id, photos, primary_photo, is_told)
    VALUES (person, now_photos, settled_primary, settled_primary IS NULL)
    ON CONFLICT (person_id) DO UPDATE
      SET photos = EXCLUDED.photos,
          primary_photo = EXCLUDED.primary_photo,
          is_told = settled.is_told
            AND EXCLUDED.primary_photo IS NOT DISTINCT FROM settled.primary_photo;
  PERFORM set_config('reelbase.settling_photos', 'off', true);
END $$;

-- Deleting a file changes the photos of whoever has it; somebody may be adding it at the same time. To
-- keep them from waiting for each other in a circle, whoever locks a person shares a lock that
-- deleting files takes alone.
CREATE OR REPLACE FUNCTION lock_person(person_document text) RETURNS SETOF integer
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7335205);
  RETURN QUERY
    SELECT id FROM people WHERE document_id = person_document ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE OR REPLACE FUNCTION have_photos_alone() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7335205);
$$;

CREATE OR REPLACE FUNCTION files_have_photos_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM have_photos_alone();
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION photos_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('reelbase.settling_photos', true) = 'on' THEN
    RETURN NULL;
  END IF;
  PERFORM settle_photos(CASE TG_OP WHEN 'DELETE' THEN OLD.related_id ELSE NEW.related_id END);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER files_05_have_photos_alone
  BEFORE DELETE ON files
  FOR EACH STATEMENT EXECUTE FUNCTION files_have_photos_alone();
-- Constraint triggers cannot be replaced. OLD is not there for inserts, nor NEW for deletions, in the
-- conditions: hence two.
DROP TRIGGER IF EXISTS photos_10_settle_added ON files_related_mph;
CREATE CONSTRAINT TRIGGER photos_10_settle_added
  AFTER INSERT OR UPDATE ON files_related_mph
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.related_type = 'api::person.person')
  EXECUTE FUNCTION photos_settle();
DROP TRIGGER IF EXISTS photos_20_settle_removed ON files_related_mph;
CREATE CONSTRAINT TRIGGER photos_20_settle_removed
  AFTER DELETE ON files_related_mph
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.related_type = 'api::person.person')
  EXECUTE FUNCTION photos_settle();

-- Photos from before these rules.
DO $$ BEGIN
  PERFORM settle_photos(id) FROM people WHERE EXISTS (
    SELECT FROM files_related_mph
    WHERE related_id = people.id AND related_type = 'api::person.person'
  );
END $$;
