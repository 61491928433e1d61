-- Runs before Strapi compares the tables with the content types, which fails where triggers name a column
-- that differs. Checks say the same now: database/constraints/02-favorites.sql.
ALTER TABLE IF EXISTS favorites ALTER COLUMN movie_document_id DROP NOT NULL;
ALTER TABLE IF EXISTS movies
  ALTER COLUMN favorites_count DROP NOT NULL,
  ALTER COLUMN favorites_count DROP DEFAULT;
