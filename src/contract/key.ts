import { z } from 'zod';
import { allScopes } from '../domain/scopes.ts';
import { Id, profileId, Timestamp } from './values.ts';

/** What a key may do, in the words of Zernio's API. */
export const KeyPermission = z.enum(['read', 'read-write']);
/** How far it reaches, in these words too. */
const KeyScope = z.enum(['full', 'profiles']);

/** An API key without the key itself. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    keyPreview: z.string().describe('Its first characters.'),
    permission: KeyPermission,
    scopes: z
      .array(z.string())
      .describe(
        '`read` and `write` stand for every such right; those about people, workspaces and the audit log are named one by one.',
      ),
    scope: KeyScope.describe('full: every workspace that whoever asks reaches.'),
    profileIds: z
      .array(z.object({ _id: Id, name: z.string(), color: z.string().nullable() }))
      .describe('The workspaces it reaches, of those that whoever asks reaches.'),
    isBootstrap: z
      .boolean()
      .describe('The key of the setting LINCHPIN_API_KEY or of the data directory.'),
    isCurrent: z.boolean().describe('The key this request was made with.'),
    createdAt: Timestamp,
    createdBy: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
    expiresAt: Timestamp.nullable().describe('null: never.'),
    lastUsedAt: Timestamp.nullable().describe('To the minute; null: not yet.'),
    requestsPerMinute: z.int().nullable().describe('null: no limit.'),
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
    .array(z.enum(['read', 'write', ...allScopes]))
    .min(1)
    .optional()
    .describe('Exactly these rights, in place of `permission`.'),
  scope: KeyScope.optional().describe(
    'full: every workspace in which the caller has these rights; the default unless some are named.',
  ),
  profileIds: z.array(z.string()).min(1).max(1000).optional(),
  expiresIn: z.int().min(1).max(3650).optional().describe('Days; absent: it does not expire.'),
  requestsPerMinute: z.int().min(1).max(1_000_000).optional().describe('Absent: no limit.'),
});
export type CreateKeyInput = z.output<typeof CreateKeyInput>;

export const CreatedKey = z
  .object({
    message: z.string(),
    apiKey: ApiKey.extend({ key: z.string().describe('Shown this once.') }),
  })
  .meta({ id: 'CreatedKey' });
export type CreatedKey = z.output<typeof CreatedKey>;

export const RevokeKeyInput = z.object({ keyId: z.string() });
