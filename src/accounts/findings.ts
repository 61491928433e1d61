import { errors } from '@strapi/utils';
import type { z } from 'zod';

/** What is wrong with one field of an account. */
export interface Finding {
  field: string;
  message: string;
}

/** An issue whose message goes on after the name of the field: `must be a text`. */
export const findingOf = ({ path, message }: z.core.$ZodIssue): Finding => {
  const field = String(path[0]);
  return { field, message: `"${field}" ${message}.` };
};

/** One error for all that is wrong, in Strapi's form for messages about fields. */
export const refusal = (findings: Finding[]): errors.ValidationError =>
  new errors.ValidationError(findings.map(({ message }) => message).join(' '), {
    errors: findings.map(({ field, message }) => ({
      path: [field],
      message,
      name: 'ValidationError',
    })),
  });
