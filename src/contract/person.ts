import { z } from 'zod';
import { allScopes } from '../domain/scopes.ts';
import { roles } from '../domain/roles.ts';
import { Id, profileId, Timestamp } from './values.ts';

export const RoleName = z.enum(roles).meta({ id: 'Role' });

/** Far beyond what a person types, and short enough that hashing it takes no longer than any other. */
const Password = z.string().max(500);
const Login = z
  .string()
  .trim()
  .min(2)
  .max(200)
  .regex(/^[^\s\p{Cc}]+$/u, 'a name or an e-mail address without spaces')
  .describe('E-mail address or user name.');
const Name = z.string().trim().min(1).max(100);

/** What a new person enters. */
export const NewPersonInput = z.strictObject({ login: Login, name: Name, password: Password });
export type NewPersonInput = z.output<typeof NewPersonInput>;

export const Person = z
  .object({
    id: Id,
    login: z.string(),
    name: z.string(),
    role: RoleName,
    signsInWith: z.array(z.enum(['password', 'oidc'])),
    isCurrent: z.boolean().describe('Whoever this request is of.'),
    createdAt: Timestamp,
    lastSeenAt: Timestamp.nullable().describe('null: not signed in anywhere.'),
  })
  .meta({ id: 'Person' });
export type Person = z.output<typeof Person>;

export const Invite = z
  .object({
    id: Id,
    role: RoleName,
    note: z.string().nullable(),
    createdBy: z.string(),
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'Invite' });
export type Invite = z.output<typeof Invite>;

export const People = z
  .object({ people: z.array(Person), invites: z.array(Invite) })
  .meta({ id: 'People' });
export type People = z.output<typeof People>;

export const SetUpInput = NewPersonInput.extend({ profileId });
export const PersonEnvelope = z
  .object({ message: z.string(), person: Person })
  .meta({ id: 'PersonEnvelope' });

export const InviteInput = z.strictObject({
  profileId,
  role: RoleName,
  note: z.string().trim().max(200).optional().describe('Whom it is for.'),
  expiresInHours: z
    .int()
    .min(1)
    .max(24 * 30)
    .default(72),
});
export const CreatedInvite = z
  .object({
    message: z.string(),
    invite: Invite,
    url: z.string().describe('The link, shown this once. It works once.'),
  })
  .meta({ id: 'CreatedInvite' });
export const InviteIdInput = z.object({ profileId, inviteId: z.string() });

export const PersonIdInput = z.object({ profileId, personId: z.string() });
export const ChangeRoleInput = z.strictObject({ profileId, personId: z.string(), role: RoleName });
export const ResetLink = z
  .object({
    message: z.string(),
    url: z.string().describe('The link that sets a new password, shown this once.'),
    expiresAt: Timestamp,
  })
  .meta({ id: 'ResetLink' });

/** Who a request is of, and what they may do where. */
export const Me = z
  .object({
    type: z.enum(['person', 'api_key']),
    id: z.string().nullable(),
    name: z.string(),
    login: z.string().nullable(),
    hasPassword: z.boolean(),
    workspaces: z.array(
      z.object({
        id: Id,
        name: z.string(),
        role: RoleName.nullable().describe('null: an API key has scopes alone.'),
        scopes: z.array(z.enum(allScopes)),
        isCurrent: z.boolean().describe('The one that this session looks at.'),
        hasOwner: z.boolean().describe('Whether people were set up in it.'),
      }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof Me>;

export const SwitchInput = z.strictObject({ profileId: z.string() });
export const ChangePasswordInput = z.strictObject({
  currentPassword: Password,
  newPassword: Password,
});

export const Session = z
  .object({
    id: Id,
    isCurrent: z.boolean(),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: Timestamp,
    lastSeenAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof Session>;
export const SessionList = z.object({ sessions: z.array(Session) }).meta({ id: 'SessionList' });
export const ListSessionsInput = z.object({
  profileId,
  personId: z.string().optional().describe('Absent: of whoever asks.'),
});
export const SessionIdInput = z.object({ profileId, sessionId: z.string() });
