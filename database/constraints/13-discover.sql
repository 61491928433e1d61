-- What frontends ask of the catalogue, each with an index of its own. All of them are about published
-- movies, and Strapi ends every order with the id, ascending, so that pages neither repeat nor skip; an
-- index that ends with it gives a page without sorting. Undated movies and those without a budget are
-- PostgreSQL's nulls: last in ascending order, first in descending.
--
-- The names are made of the table, what is asked, and `ix`; the comments tell the query.

-- The plain list, in the order of ids, and its pages far behind.
CREATE INDEX IF NOT EXISTS movies_published_ix ON movies (id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_ix IS 'GET /api/movies';

CREATE INDEX IF NOT EXISTS movies_published_title_ix
  ON movies (title, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_title_ix IS 'GET /api/movies?sort=title, ?filters[title]=…';
CREATE INDEX IF NOT EXISTS movies_published_title_desc_ix
  ON movies (title DESC, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_title_desc_ix IS 'GET /api/movies?sort=title:desc';

CREATE INDEX IF NOT EXISTS movies_published_release_date_ix
  ON movies (release_date, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_release_date_ix IS
  'GET /api/movies?sort=releaseDate, ?filters[releaseDate][$gte]=…';
CREATE INDEX IF NOT EXISTS movies_published_release_date_desc_ix
  ON movies (release_date DESC, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_release_date_desc_ix IS 'GET /api/movies?sort=releaseDate:desc';

CREATE INDEX IF NOT EXISTS movies_published_favorites_count_asc_ix
  ON movies (favorites_count, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_favorites_count_asc_ix IS 'GET /api/movies?sort=favoritesCount';
COMMENT ON INDEX movies_published_favorites_count_ix IS 'GET /api/movies?sort=favoritesCount:desc';

CREATE INDEX IF NOT EXISTS movies_published_budget_ix
  ON movies (budget, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_budget_ix IS 'GET /api/movies?sort=budget, ?filters[budget][$gte]=…';
CREATE INDEX IF NOT EXISTS movies_published_budget_desc_ix
  ON movies (budget DESC, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_budget_desc_ix IS 'GET /api/movies?sort=budget:desc';

CREATE INDEX IF NOT EXISTS movies_published_duration_minutes_ix
  ON movies (duration_minutes, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_duration_minutes_ix IS 'GET /api/movies?sort=durationMinutes';
CREATE INDEX IF NOT EXISTS movies_published_duration_minutes_desc_ix
  ON movies (duration_minutes DESC, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_duration_minutes_desc_ix IS
  'GET /api/movies?sort=durationMinutes:desc';

-- Strapi writes LOWER(CAST(title AS VARCHAR)), and an index has to say the same.
CREATE INDEX IF NOT EXISTS movies_published_title_lower_ix
  ON movies (lower(CAST(title AS varchar)) text_pattern_ops, id) WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_title_lower_ix IS
  'GET /api/movies?filters[title][$eqi]=…, ?filters[title][$startsWithi]=…';

-- Both ways through the tables of links, without looking at their rows. Strapi's own are on each
-- column alone, and on both in the order (movie, other).
CREATE INDEX IF NOT EXISTS movies_director_person_movie_ix
  ON movies_director_lnk (person_id, movie_id);
COMMENT ON INDEX movies_director_person_movie_ix IS
  'GET /api/movies?filters[director]…, GET /api/people/:documentId/filmography';
CREATE INDEX IF NOT EXISTS movies_country_country_movie_ix
  ON movies_country_lnk (country_id, movie_id);
COMMENT ON INDEX movies_country_country_movie_ix IS 'GET /api/movies?filters[country]…';
CREATE INDEX IF NOT EXISTS movies_genres_genre_movie_ix ON movies_genres_lnk (genre_id, movie_id);
COMMENT ON INDEX movies_genres_genre_movie_ix IS 'GET /api/movies?filters[genres]…';
-- With the billing order, which a filmography reads: else Strapi's own index on the characters would do
-- as well, and each link would be looked up in its table.
CREATE INDEX IF NOT EXISTS movies_characters_character_movie_ix
  ON movies_characters_lnk (character_id, movie_id) INCLUDE (character_ord);
COMMENT ON INDEX movies_characters_character_movie_ix IS
  'GET /api/movies?filters[characters][actor]…, GET /api/people/:documentId/filmography';
CREATE INDEX IF NOT EXISTS characters_actor_person_character_ix
  ON characters_actor_lnk (person_id, character_id);
COMMENT ON INDEX characters_actor_person_character_ix IS
  'GET /api/characters?filters[actor]…, GET /api/people/:documentId/filmography';

CREATE INDEX IF NOT EXISTS people_name_ix ON people (last_name, first_name, id);
COMMENT ON INDEX people_name_ix IS 'GET /api/people?sort=lastName,firstName';
CREATE INDEX IF NOT EXISTS people_last_name_ix ON people (last_name, id);
COMMENT ON INDEX people_last_name_ix IS 'GET /api/people?sort=lastName, ?filters[lastName]=…';
CREATE INDEX IF NOT EXISTS people_first_name_ix ON people (first_name, id);
COMMENT ON INDEX people_first_name_ix IS 'GET /api/people?sort=firstName, ?filters[firstName]=…';

CREATE INDEX IF NOT EXISTS characters_name_ix ON characters (name, id);
COMMENT ON INDEX characters_name_ix IS 'GET /api/characters?sort=name, ?filters[name]=…';

-- Parts of words, by the extension that 12-search.sql creates.
CREATE INDEX IF NOT EXISTS movies_published_title_trgm_ix
  ON movies USING gin (lower(CAST(title AS varchar)) gin_trgm_ops)
  WHERE published_at IS NOT NULL;
COMMENT ON INDEX movies_published_title_trgm_ix IS
  'GET /api/movies?filters[title][$containsi]=…, [$endsWithi]';
CREATE INDEX IF NOT EXISTS people_names_trgm_ix ON people USING gin (
  lower(CAST(last_name AS varchar)) gin_trgm_ops, lower(CAST(first_name AS varchar)) gin_trgm_ops
);
COMMENT ON INDEX people_names_trgm_ix IS
  'GET /api/people?filters[lastName][$containsi]=…, the same of firstName, [$startsWithi], [$eqi]';
