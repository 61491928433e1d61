-- One country per code and per name, one genre per name, whatever the case. The `unique` of the
-- content types is checked by Strapi before it writes; two writes at once meet here.
CREATE UNIQUE INDEX IF NOT EXISTS countries_code_uq ON countries (upper(code));
CREATE UNIQUE INDEX IF NOT EXISTS countries_name_uq ON countries (lower(name));
CREATE UNIQUE INDEX IF NOT EXISTS genres_name_uq ON genres (lower(name));

-- A document has one draft and one published version. Strapi's index on (document_id, locale,
-- published_at) does not say so: NULLs are distinct there.
CREATE UNIQUE INDEX IF NOT EXISTS movies_one_draft_uq
  ON movies (document_id) WHERE published_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS movies_one_published_uq
  ON movies (document_id) WHERE published_at IS NOT NULL;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'countries_code_ck'
    AND conrelid = 'countries'::regclass) THEN
    ALTER TABLE countries ADD CONSTRAINT countries_code_ck
      CHECK (code ~ '^([A-Z]{2}|[A-Z]{4})$');
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'movies_budget_ck'
    AND conrelid = 'movies'::regclass) THEN
    ALTER TABLE movies ADD CONSTRAINT movies_budget_ck CHECK (budget >= 0);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'movies_duration_minutes_ck'
    AND conrelid = 'movies'::regclass) THEN
    ALTER TABLE movies ADD CONSTRAINT movies_duration_minutes_ck
      CHECK (duration_minutes BETWEEN 1 AND 1440);
  END IF;
END $$;
