import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';
import { type FileRow, fileService } from '../strapi-services/media-storage';
import type { Ranked, SearchType } from './rank';

/** A small picture; its address is signed where storage is private. */
export interface Thumbnail {
  url: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** Something that was found. */
export interface SearchHit {
  type: SearchType;
  documentId: string;
  /** Title of a movie, full name of a person, name of a character. */
  label: string;
  /** Of release or of birth; null for characters and where it is not known. */
  year: number | null;
  /** Of the poster or the primary photo; for a character, the actor's. */
  thumbnail: Thumbnail | null;
  /** 0 to 1. */
  score: number;
}

type Picture = FileRow & { width: number; height: number };

type Row = Omit<SearchHit, 'thumbnail'> & { picture: Picture | null };

/** By primary keys, `characters_actor_lnk` and the links of files. */
const DETAILS = `
  SELECT
    ranked.type,
    ranked.score,
    coalesce(movies.document_id, people.document_id, characters.document_id) AS "documentId",
    coalesce(
      movies.title,
      characters.name,
      concat_ws(' ', nullif(people.first_name, ''), nullif(people.last_name, ''))
    ) AS label,
    CAST(extract(year FROM coalesce(movies.release_date, people.date_of_birth)) AS integer) AS year,
    picture.file AS picture
  FROM unnest(CAST(? AS text[]), CAST(? AS integer[]), CAST(? AS float[]))
    WITH ORDINALITY AS ranked (type, entry_id, score, place)
  LEFT JOIN movies ON ranked.type = 'movie' AND movies.id = ranked.entry_id
  LEFT JOIN people ON ranked.type = 'person' AND people.id = ranked.entry_id
  LEFT JOIN characters ON ranked.type = 'character' AND characters.id = ranked.entry_id
  LEFT JOIN LATERAL (
    SELECT json_build_object(
      'id', files.id, 'hash', files.hash, 'ext', files.ext, 'url', files.url,
      'provider', files.provider, 'provider_metadata', files.provider_metadata,
      'width', files.width, 'height', files.height,
      'formats', json_build_object('thumbnail', files.formats -> 'thumbnail')
    ) AS file
    FROM files_related_mph AS related
    JOIN files ON files.id = related.file_id
    WHERE (related.related_type, related.field, related.related_id) = (
      CASE WHEN ranked.type = 'movie' THEN 'api::movie.movie' ELSE 'api::person.person' END,
      CASE WHEN ranked.type = 'movie' THEN 'poster' ELSE 'primaryPhoto' END,
      coalesce(movies.id, people.id, (
        SELECT person_id FROM characters_actor_lnk AS link WHERE link.character_id = characters.id AND CAST(? AS boolean)
        LIMIT 1
      ))
    )
    LIMIT 1
  ) AS picture ON true
  WHERE coalesce(movies.id, people.id, characters.id) IS NOT NULL
  ORDER BY place`;

const thumbnailOf = async (
  strapi: Core.Strapi,
  picture: Picture | null,
): Promise<Thumbnail | null> => {
  if (!picture) return null;
  const { thumbnail } = (picture.formats ?? {}) as { thumbnail?: Picture | null };
  const signed = await fileService(strapi).signFileUrls({
    ...picture,
    formats: thumbnail ? { thumbnail } : null,
  });
  // A picture that is small enough has no smaller format.
  const { url, width, height } = (signed.formats?.thumbnail ?? signed) as Picture;
  return { url, width, height };
};

/**
 * What is shown of the rows that were found, in their order and in one statement.
 *
 * @param seesPeople whether the pictures of actors may be shown
 */
export const describeHits = async (
  strapi: Core.Strapi,
  trx: Connection,
  ranked: readonly Ranked[],
  seesPeople: boolean,
): Promise<SearchHit[]> => {
  if (ranked.length === 0) return [];
  const { rows } = await trx.raw<{ rows: Row[] }>(DETAILS, [
    ranked.map(({ type }) => type),
    ranked.map(({ entryId }) => entryId),
    ranked.map(({ score }) => score),
    seesPeople,
  ]);
  return Promise.all(
    rows.map(async ({ type, documentId, label, year, picture, score }) => ({
      type,
      documentId,
      label,
      year,
      thumbnail: await thumbnailOf(strapi, picture),
      score,
    })),
  );
};
