-- Objects that are to be deleted (src/storage): whatever removes the row of a file also notes its
-- objects here, in the same transaction. They are deleted after the commit, and the note after that,
-- so that no row ever lacks its object, and no object is forgotten while the storage is away.
CREATE TABLE IF NOT EXISTS deleted_objects (
  id bigserial PRIMARY KEY,
  -- The file that they belonged to; nothing for those of an upload that has failed.
  file_id integer,
  provider text NOT NULL,
  -- Empty for the folder of the server's disk, and for the bucket and prefix that are configured.
  bucket text NOT NULL,
  key text NOT NULL,
  deleted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT deleted_objects_object_uq UNIQUE (provider, bucket, key)
);

-- What the objects of one file have in common: the ten digits at the end of their names. Empty for
-- other names, which are one family. src/storage/location.ts says the same.
CREATE OR REPLACE FUNCTION object_family(name text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(substring(name FROM '_([0-9a-f]{10})(\.[A-Za-z0-9.]+){0,1}$'), '')
$$;

DROP INDEX IF EXISTS deleted_objects_file_ix;
CREATE INDEX IF NOT EXISTS deleted_objects_family_ix ON deleted_objects (object_family(key));
CREATE INDEX IF NOT EXISTS files_object_family_ix ON files (object_family(hash));

-- Who replaces or deletes the objects of a file just now (src/storage/locks.ts).
CREATE TABLE IF NOT EXISTS storage_locks (
  family text PRIMARY KEY,
  holder uuid NOT NULL,
  -- When it may be taken over: whoever works longer renews it.
  expires_at timestamptz NOT NULL
);

-- Where a file and its formats are. Formats are beside their file; src/storage/location.ts says the
-- same. What has no hash in `formats` is not an object.
CREATE OR REPLACE FUNCTION stored_objects(hash text, ext text, formats jsonb, metadata jsonb)
RETURNS TABLE (bucket text, key text)
LANGUAGE sql IMMUTABLE AS $$
  SELECT
    coalesce(metadata ->> 'bucket', ''),
    coalesce(metadata ->> 'key', hash || coalesce(ext, ''))
  UNION ALL
  SELECT
    coalesce(metadata ->> 'bucket', ''),
    coalesce(substring(metadata ->> 'key' FROM '^.*/'), '')
      || (format.value ->> 'hash')
      || CASE
        WHEN metadata ->> 'key' IS NULL THEN coalesce(format.value ->> 'ext', '')
        ELSE regexp_replace(coalesce(format.value ->> 'ext', ''), '[^A-Za-z0-9.]', '', 'g')
      END
  FROM jsonb_each(CASE jsonb_typeof(formats) WHEN 'object' THEN formats ELSE '{}' END) AS format
  WHERE format.value ->> 'hash' IS NOT NULL
$$;

-- Notes what a file no longer needs, and takes back the note of what it has again. A row that begins
-- to know its place, or changes its provider, has lost nothing.
CREATE OR REPLACE FUNCTION note_deleted_objects() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    DELETE FROM deleted_objects
      USING stored_objects(NEW.hash, NEW.ext, NEW.formats, NEW.provider_metadata) AS kept
      WHERE deleted_objects.provider = NEW.provider
        AND deleted_objects.bucket = kept.bucket
        AND deleted_objects.key = kept.key;
  END IF;

  IF TG_OP = 'DELETE' THEN
    INSERT INTO deleted_objects (file_id, provider, bucket, key)
      SELECT OLD.id, OLD.provider, bucket, key
      FROM stored_objects(OLD.hash, OLD.ext, OLD.formats, OLD.provider_metadata)
      ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'UPDATE'
    AND NEW.provider = OLD.provider
    AND (OLD.provider_metadata IS NULL) = (NEW.provider_metadata IS NULL)
  THEN
    INSERT INTO deleted_objects (file_id, provider, bucket, key)
      SELECT OLD.id, OLD.provider, bucket, key
      FROM stored_objects(OLD.hash, OLD.ext, OLD.formats, OLD.provider_metadata)
      EXCEPT
      SELECT OLD.id, OLD.provider, bucket, key
      FROM stored_objects(NEW.hash, NEW.ext, NEW.formats, NEW.provider_metadata)
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER files_note_deleted_objects
  AFTER INSERT OR DELETE OR UPDATE OF hash, ext, formats, provider, provider_metadata ON files
  FOR EACH ROW EXECUTE FUNCTION note_deleted_objects();
