import type { PinOutcome } from '../domain/pins/pin.ts';
import type { Journal } from '../journal/index.ts';
import type { RequestReport } from '../pinterest/index.ts';
import type { ClaimedPin } from '../store/index.ts';

/** Writes the outcome of a sent Pin to the journal before it is stored in the database. */
export async function journalOutcome(
  journal: Journal,
  pin: ClaimedPin,
  outcome: PinOutcome,
  requests: readonly RequestReport[],
): Promise<void> {
  const { id: pinId, boardId } = pin;
  if (outcome.kind === 'published')
    return journal.keep({
      kind: 'published',
      pinId,
      boardId,
      pinterestPinId: outcome.pinterestPinId,
    });
  const asked = requests.some(({ operation }) => /^pins\.(create|save)$/.test(operation));
  if ((asked || pin.step === 'reconciling') && !isOpen(pin, outcome))
    await journal.note({ kind: 'not_published', pinId });
}

/** Whether it may be on Pinterest without our knowing it. */
function isOpen(pin: ClaimedPin, outcome: Exclude<PinOutcome, { kind: 'published' }>): boolean {
  switch (outcome.kind) {
    case 'again':
      return outcome.step === 'reconciling';
    case 'failed':
      return outcome.problem.code === 'PIN_OUTCOME_UNKNOWN';
    case 'held':
      return pin.step === 'reconciling';
  }
}
