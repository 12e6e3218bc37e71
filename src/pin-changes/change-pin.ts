import { problem } from '../domain/errors/index.ts';
import {
  decideEdit,
  fieldsOf,
  liveFields,
  otherThan,
  pickFields,
} from '../domain/pins/live-change.ts';
import type { Lease } from '../jobs/index.ts';
import { lookForPin, pinFacts, type PinterestAccess } from '../pinterest-access/index.ts';
import { PinterestError, type PinterestClient } from '../pinterest/index.ts';
import { markChangeSent, type ChangeEnd, type PinChangeRow, type Store } from '../store/index.ts';
import type { ChangeCrashPoint } from './crash-point.ts';
import { pinUpdate } from './pin-update.ts';
import type { ChangePolicy } from './policy.ts';

export interface ChangeDeps {
  store: Store;
  access: Pick<PinterestAccess, 'use' | 'write'>;
  policy: ChangePolicy;
  at?: ChangeCrashPoint | undefined;
}

/** The lease was lost, or the change was cancelled, before a request left. */
export class ChangeLost extends Error {}

/**
 * Compares a change out of a backup with the Pin: if it shows what is wanted the change is done, else a person is asked,
 * since it may have been made and taken back. @throws PinterestError, LinchpinError
 */
export const lookBack = (deps: ChangeDeps, row: PinChangeRow): Promise<ChangeEnd> =>
  deps.access.use(
    row.identityId,
    async (client): Promise<ChangeEnd> => {
      const live = await lookForPin(client, row.pinterestPinId);
      if (live === 'gone' && row.kind === 'delete') return { state: 'done', live: 'gone' };
      if (typeof live === 'string') return notThere(row, live);
      const shown = liveFields(live);
      if (row.kind !== 'delete' && decideEdit(row.before, row.wanted, shown).kind === 'done')
        return { state: 'done', live };
      return {
        state: 'conflict',
        live,
        shown: pickFields(shown, fieldsOf(row.wanted)),
        problem: problem('PIN_CHANGE_FROM_BACKUP'),
      };
    },
    { requestClass: 'background' },
  );

/**
 * Makes a change, while none of the user's Pins is sent. What Pinterest shows is read right before it is changed: Pinterest
 * has no condition for a write, so what the owner does between the two is overwritten.
 * @throws PinterestError, LinchpinError; ChangeLost
 */
export const changePin = (
  deps: ChangeDeps,
  row: PinChangeRow,
  lease: Pick<Lease, 'msLeft'>,
): Promise<ChangeEnd> =>
  deps.access.write(
    row.identityId,
    (client, signal) =>
      row.kind === 'delete'
        ? deletePin(deps, row, client, signal)
        : editPin(deps, row, client, signal),
    {
      ticket: row.id,
      requestClass: row.batchId === null ? 'person' : 'background',
      // A process that was paused must not overwrite what was changed meanwhile.
      mayLeave: () => lease.msLeft() >= deps.policy.sendMarginMs,
    },
  );

async function editPin(
  deps: ChangeDeps,
  row: PinChangeRow,
  client: PinterestClient,
  signal: AbortSignal,
): Promise<ChangeEnd> {
  const { pinterestPinId, before, wanted } = row;
  const live = await lookForPin(client, pinterestPinId);
  await deps.at?.('read', row);
  if (typeof live === 'string') return notThere(row, live);
  const shown = liveFields(live);
  const action = decideEdit(before, wanted, shown);
  if (action.kind === 'done') return { state: 'done', live };
  if (action.kind === 'conflict')
    return {
      state: 'conflict',
      live,
      shown: pickFields(shown, action.fields),
      problem: problem('LIVE_PIN_CONFLICT', {
        values: { fields: action.fields.join(', ') },
        details: { fields: action.fields },
      }),
    };
  await mark(deps, row);
  const body = pinUpdate(wanted, action.fields, shown);
  const [answer] = await Promise.all([
    client.pins.update(pinterestPinId, body, options(deps, signal)),
    deps.at?.('sent', row),
  ]);
  await deps.at?.('answered', row);
  const now = pinFacts(answer);
  const fields = otherThan(wanted, liveFields(now));
  return {
    state: 'done',
    live: now,
    ...(fields.length > 0 && {
      problem: problem('LIVE_PIN_SHOWN_OTHERWISE', {
        severity: 'warning',
        values: { fields: fields.join(', ') },
        details: { fields },
      }),
    }),
  };
}

const notThere = (row: PinChangeRow, why: 'gone' | 'refused'): ChangeEnd => ({
  state: 'refused',
  problem:
    why === 'gone'
      ? problem('LIVE_PIN_GONE')
      : problem('LIVE_PIN_NOT_YOURS', { values: { pinId: row.pinterestPinId } }),
});

async function deletePin(
  deps: ChangeDeps,
  row: PinChangeRow,
  client: PinterestClient,
  signal: AbortSignal,
): Promise<ChangeEnd> {
  await mark(deps, row);
  try {
    await Promise.all([
      client.pins.delete(row.pinterestPinId, options(deps, signal)),
      deps.at?.('sent', row),
    ]);
  } catch (error) {
    // Deleted before, by an earlier request or by its owner.
    if (!(error instanceof PinterestError) || error.kind !== 'not_found') throw error;
  }
  await deps.at?.('answered', row);
  return { state: 'done', live: 'gone' };
}

async function mark({ store, at }: ChangeDeps, row: PinChangeRow): Promise<void> {
  if (!(await markChangeSent(store.db, row)))
    throw new ChangeLost('The lease of the change was lost.');
  await at?.('marked', row);
}

const options = ({ policy }: ChangeDeps, signal: AbortSignal) => ({
  signal,
  timeoutMs: policy.requestTimeoutMs,
});
