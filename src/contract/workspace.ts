import { z } from 'zod';
import { approvalSubjects } from '../domain/roles.ts';
import { Id, Timestamp } from './values.ts';

/** A workspace, as Zernio's API calls and shows it. */
export const Profile = z
  .object({
    _id: Id,
    userId: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    color: z.string().nullable(),
    avatarUrl: z.string().nullable().describe('Of a picture, wherever that lies.'),
    isDefault: z.boolean().describe('The one that is shown first.'),
    approvalRoles: z
      .array(z.enum(approvalSubjects))
      .describe('Posts by these need an approval before they go out.'),
    isOverLimit: z.literal(false).optional().describe('There is no limit.'),
    createdAt: Timestamp,
  })
  .meta({ id: 'Profile' });
export type Profile = z.output<typeof Profile>;

export const ListProfilesInput = z.object({
  profileId: z.string().optional(),
  name: z.string().optional().describe('Exactly this name.'),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  skip: z.coerce.number().int().min(0).optional(),
  includeOverLimit: z.union([z.literal('true'), z.literal('false'), z.boolean()]).optional(),
});
export const ProfileList = z
  .object({
    profiles: z.array(Profile),
    total: z.int().optional(),
    skip: z.int().optional(),
    limit: z.int().optional(),
  })
  .meta({ id: 'ProfileList' });

const name = z.string().trim().min(1).max(100);
const description = z.string().trim().max(500);
const avatarUrl = z.url({ protocol: /^https?$/ }).max(2048);
const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #c3402b');
const approvalRoles = z
  .array(z.enum(approvalSubjects))
  .transform((subjects) => [...new Set(subjects)])
  .describe('Posts by these need an approval before they go out.');

export const CreateProfileInput = z.strictObject({
  name,
  description: description.optional(),
  color: color.optional(),
  avatarUrl: avatarUrl.optional(),
});
export const UpdateProfileInput = z.strictObject({
  profileId: z.string(),
  name: name.optional(),
  description: description.nullable().optional(),
  color: color.nullable().optional(),
  avatarUrl: avatarUrl.nullable().optional(),
  isDefault: z.literal(true, 'make another workspace the default instead').optional(),
  approvalRoles: approvalRoles.optional(),
});
export const ProfileIdInput = z.object({ profileId: z.string() });
export const ProfileEnvelope = z.object({ profile: Profile }).meta({ id: 'ProfileEnvelope' });
export const ChangedProfile = z
  .object({ message: z.string(), profile: Profile })
  .meta({ id: 'ChangedProfile' });

/** A person as Zernio's API shows it; for an API key, the key itself. */
export const User = z
  .object({
    _id: z.string(),
    email: z.string().nullable(),
    name: z.string(),
    role: z.string(),
    createdAt: Timestamp.nullable(),
  })
  .meta({ id: 'User' });
export type User = z.output<typeof User>;
export const UserList = z
  .object({ currentUserId: z.string(), users: z.array(User) })
  .meta({ id: 'UserList' });
export const UserIdInput = z.object({ userId: z.string() });
export const UserEnvelope = z.object({ user: User }).meta({ id: 'UserEnvelope' });

/** Zernio's clients ask for the plan; this installation has none, hence no limit and no bill. */
export const Usage = z
  .object({
    billingSystem: z.literal('metronome').describe('The shape that has no limits.'),
    planName: z.literal('Self-hosted'),
    billingPeriod: z.literal('monthly'),
    hasAccess: z.literal(true),
    isInvitedUser: z.boolean(),
    autoUpgradeEnabled: z.literal(false),
    limits: z.object({ uploads: z.literal(-1), profiles: z.literal(-1) }).describe('-1: none.'),
    usage: z.object({
      connectedAccounts: z.int(),
      profiles: z.int(),
      postsThisMonth: z.int().describe('Made since the month began, in UTC; drafts too.'),
      uploadsThisMonth: z.int().describe('Uploaded and fetched files.'),
    }),
  })
  .meta({ id: 'Usage' });
export type Usage = z.output<typeof Usage>;

/** Sent as the file itself. `rows` is a stream of its bytes. */
export const WorkspaceExport = z
  .object({ type: z.string(), filename: z.string(), rows: z.unknown() })
  .meta({ id: 'WorkspaceExport' });
