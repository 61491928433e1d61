import { errors } from '@strapi/utils';
import { z } from 'zod';

/** As many as a page of a list has, at most. */
const MAX_DOCUMENTS = 100;

const ERROR = `Give the documentIds of 1 to ${MAX_DOCUMENTS} entries under "documents", separated by commas, and nothing else.`;

const query = z.strictObject({
  documents: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.string().regex(/^[a-z0-9]{1,64}$/)).max(MAX_DOCUMENTS)),
});

/**
 * The documentIds in `?documents=id,id`.
 *
 * @throws {errors.ValidationError} for anything else
 */
export const validateDocuments = (input: unknown): string[] => {
  const result = query.safeParse(input);
  if (!result.success) throw new errors.ValidationError(ERROR);
  return result.data.documents;
};
