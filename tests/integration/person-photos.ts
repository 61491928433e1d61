import { createImage } from '../factories';
import { anonymous, sql, strapi } from '../harness';

/** The photos of a person, as ids of files in order, and which of them is the primary one. */
export interface Photos {
  photos: number[];
  primary: number | null;
}

/** As the API shows them. */
export const photosOf = async (documentId: string): Promise<Photos> => {
  const { body } = await anonymous()
    .get(`/people/${documentId}`, { populate: ['photos', 'primaryPhoto'] })
    .expect(200);
  const { photos, primaryPhoto } = body.data as {
    photos: { id: number; isPrimary: boolean }[] | null;
    primaryPhoto: { id: number } | null;
  };
  const all = photos ?? [];
  const marked = all.filter(({ isPrimary }) => isPrimary).map(({ id }) => id);
  expect(marked).toEqual(primaryPhoto ? [primaryPhoto.id] : []);
  return { photos: all.map(({ id }) => id), primary: primaryPhoto?.id ?? null };
};

/** Whoever has photos has one primary photo, which is one of them; and nobody else has one. */
export const expectPrimaryPhotos = async (): Promise<void> => {
  const wrong = await sql(
    `SELECT people.id,
       array_agg(file_id) FILTER (WHERE field = 'photos') AS photos,
       array_agg(file_id) FILTER (WHERE field = 'primaryPhoto') AS primaries
     FROM people
     JOIN files_related_mph ON related_id = people.id AND related_type = 'api::person.person'
     GROUP BY people.id
     HAVING count(*) FILTER (WHERE field = 'primaryPhoto') <> 1
       OR NOT (array_agg(file_id) FILTER (WHERE field = 'photos')
         @> array_agg(file_id) FILTER (WHERE field = 'primaryPhoto'))
       OR count(*) FILTER (WHERE field = 'photos') = 0`,
  );
  expect(wrong).toEqual([]);
};

export const createImages = async (count: number): Promise<number[]> => {
  const ids: number[] = [];
  for (let image = 0; image < count; image += 1) ids.push(await createImage());
  return ids;
};

export const fileOf = async (id: number): Promise<{ id: number; documentId: string }> =>
  (await strapi().db.query('plugin::upload.file').findOne({ where: { id } })) as {
    id: number;
    documentId: string;
  };
