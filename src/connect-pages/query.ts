import type { FastifyRequest } from 'fastify';

/** The query of a page by name. A name that is given twice counts as absent: which of the two is meant is not known. */
export const queryOf = ({ query }: FastifyRequest): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(query ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
