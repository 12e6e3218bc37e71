import { z } from 'zod';
import { Account, PinterestHostName } from './account.ts';
import { Board } from './board.ts';
import { ProblemBody } from './problem.ts';
import { Timestamp } from './values.ts';

const platform = z.string().describe('`pinterest`.');
const profileId = z.string().optional().describe('Id of the workspace the account is for.');
const state = z.string().min(1);

export const StartConnectionInput = z.object({
  platform,
  profileId,
  redirect_url: z
    .string()
    .optional()
    .describe(
      'Where the browser is sent afterwards, with `connected` and `accountId`, or with `error`. Absent: a page here says how it ended.',
    ),
  headless: z
    .stringbool()
    .optional()
    .describe('Sends the browser back with a token, so that you show the choice of a board.'),
  host: PinterestHostName.optional().describe('The usual host of this installation when absent.'),
  secretBoards: z
    .stringbool()
    .optional()
    .describe('Whether to ask for secret boards too: yes when absent.'),
  keywords: z
    .stringbool()
    .optional()
    .describe(
      'Whether to ask for suggested and related keywords too, which needs ads:read. When absent: no, or what an account has that is connected again.',
    ),
  chooseBoard: z
    .stringbool()
    .optional()
    .describe('false: the browser goes to redirect_url without a choice of a default board.'),
  expiresInMinutes: z.coerce
    .number()
    .int()
    .min(5)
    .max(2880)
    .optional()
    .describe('How long the address may be opened; 10 when absent.'),
  accountId: z
    .string()
    .optional()
    .describe('Connects this account again; any other Pinterest user is refused.'),
});

export const StartedConnection = z
  .object({
    authUrl: z.string().describe('The address to open in a browser.'),
    state: z.string(),
    host: PinterestHostName,
    redirectUri: z
      .string()
      .describe('Must be registered with the Pinterest app, letter by letter.'),
    expiresAt: Timestamp,
  })
  .meta({ id: 'StartedConnection' });
export type StartedConnection = z.output<typeof StartedConnection>;

export const CompleteConnectionInput = z.object({
  platform,
  profileId,
  state,
  code: z.string().optional(),
  error: z.string().optional().describe('What Pinterest sent in place of a code.'),
});

export const CompletedConnection = z
  .object({
    message: z.string(),
    account: Account.optional().describe('Absent while a board is still to be chosen.'),
    redirect_url: z.string().nullable().describe('Where the browser is to go now.'),
  })
  .meta({ id: 'CompletedConnection' });
export type CompletedConnection = z.output<typeof CompletedConnection>;

export const ConnectionStatusInput = z.object({ platform, profileId, state });
export const ConnectionState = z
  .object({
    status: z
      .enum(['open', 'choosing', 'connected', 'failed', 'expired'])
      .describe('`choosing`: a board is still to be chosen.'),
    account: Account.optional(),
    problem: ProblemBody.optional().describe('Why it failed.'),
    expiresAt: Timestamp,
  })
  .meta({ id: 'ConnectionState' });
export type ConnectionState = z.output<typeof ConnectionState>;

export const ConnectTokenInput = z.object({
  platform,
  profileId,
  accessToken: z.string().trim().min(1),
  refreshToken: z.string().trim().min(1).optional(),
  expiresAt: Timestamp.optional().describe('When the access token ends, where you know it.'),
  host: PinterestHostName.optional(),
});
export const ConnectedAccount = z
  .object({ message: z.string(), account: Account })
  .meta({ id: 'ConnectedAccount' });
export type ConnectedAccount = z.output<typeof ConnectedAccount>;

const UserProfile = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  profilePicture: z.string().nullable(),
});
const OfferedBoard = Board.pick({ id: true, name: true, description: true, privacy: true });

export const PendingDataInput = z.object({ token: z.string().min(1) });
export const PendingData = z
  .object({
    platform: z.literal('pinterest'),
    profileId: z.string(),
    tempToken: z.string(),
    expiresIn: z.int().describe('Seconds that a board may still be chosen.'),
    userProfile: UserProfile,
    selectionType: z.literal('boards'),
    boards: z.array(OfferedBoard),
  })
  .meta({ id: 'PendingData' });
export type PendingData = z.output<typeof PendingData>;

export const OfferedBoardsInput = z.object({
  profileId,
  tempToken: z.string().min(1),
});
export const OfferedBoards = z
  .object({ boards: z.array(OfferedBoard) })
  .meta({ id: 'OfferedBoards' });

export const SelectBoardInput = z.object({
  profileId,
  tempToken: z.string().min(1),
  boardId: z.string().optional().describe('The default board; absent: none.'),
  boardName: z.string().optional(),
  userProfile: z.record(z.string(), z.unknown()).optional(),
  refreshToken: z.string().optional(),
  expiresIn: z.number().optional(),
  redirect_url: z.string().optional(),
});
export const SelectedBoard = z
  .object({
    message: z.string(),
    redirect_url: z.string().optional(),
    account: z.object({
      accountId: z.string(),
      platform: z.literal('pinterest'),
      username: z.string(),
      displayName: z.string(),
      profilePicture: z.string().nullable(),
      isActive: z.boolean(),
      defaultBoardName: z.string().nullable(),
    }),
  })
  .meta({ id: 'SelectedBoard' });
export type SelectedBoard = z.output<typeof SelectedBoard>;
