import { z } from 'zod';
import { allScopes } from '../domain/scopes.ts';
import { Id, profileId, Timestamp } from './values.ts';

/** What a key may do, in the words of Zernio's API. */
export const KeyPermission = z.enum(['read', 'read-write']);

/** An API key without the key itself. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    keyPreview: z.string().describe('Its first characters.'),
    permission: KeyPermission,
    scopes: z.array(z.string()).describe('`read` and `write` stand for every such right.'),
    isBootstrap: z
      .boolean()
      .describe('The key of the setting LINCHPIN_API_KEY or of the data directory.'),
    isCurrent: z.boolean().describe('The key this request was made with.'),
    createdAt: Timestamp,
    revokedAt: Timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.output<typeof ApiKey>;

export const ApiKeyList = z.object({ apiKeys: z.array(ApiKey) }).meta({ id: 'ApiKeyList' });
export type ApiKeyList = z.output<typeof ApiKeyList>;

export const CreateKeyInput = z.strictObject({
  profileId,
  name: z.string().trim().min(1).max(100),
  permission: KeyPermission.default('read-write'),
  scopes: z
    .array(z.enum(allScopes))
    .min(1)
    .optional()
    .describe('Exactly these rights, in place of `permission`.'),
});

export const CreatedKey = z
  .object({
    message: z.string(),
    apiKey: ApiKey.extend({ key: z.string().describe('Shown this once.') }),
  })
  .meta({ id: 'CreatedKey' });
export type CreatedKey = z.output<typeof CreatedKey>;

export const RevokeKeyInput = z.object({ keyId: z.string() });
