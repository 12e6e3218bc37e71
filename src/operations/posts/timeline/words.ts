import { isBoardGone } from '../../../domain/pins/waits-for-person.ts';
import type { ReadEvent } from './read-event.ts';

/** What happened, as a sentence for people who know boards and Pins, not steps and leases. */
export function wordsFor(event: ReadEvent): string {
  const { row, detail, why, decision } = event;
  const by = detail.by === null ? '' : ` by ${detail.by}`;
  switch (row.kind) {
    case 'request':
      return requestWords(event);
    case 'edited':
      return editedWords(event, by);
    case 'approved':
      return `Approved${by}.`;
    case 'cancelled':
      return `Cancelled${by}.`;
    case 'retried':
      return `Sent on its way again${by}.`;
    case 'resolved':
      return resolvedWords(event, by);
    case 'spaced':
      return why ?? 'Moved by the spacing rules of the account.';
    case 'restored':
      return detail.published
        ? `Restored from the backup of ${clock(detail.backupTakenAt, row.at)}: the journal says that the Pin was published since.`
        : `Restored from the backup of ${clock(detail.backupTakenAt, row.at)}: the Pin is looked for on Pinterest before it is sent.`;
    case 'reconnected':
      return 'The account was connected again; the Pin goes on.';
    case 'board_back':
      return 'Its board is on Pinterest again; the Pin goes on.';
    case 'live_changed':
      return `Changed on Pinterest${by}: ${detail.fields.join(', ')}.`;
    case 'live_removed':
      return `Deleted on Pinterest${by}.`;
    case 'board_moved':
      return `Moved to the board "${detail.toBoard ?? 'another one'}"${by}.${detail.approvalVoid ? ' It must be approved again.' : ''}`;
    case 'taken_over':
      return decision.step === 'reconciling'
        ? 'The process that published the Pin stopped while Pinterest may have been asked for it. Another one looks for it on the board before anything is sent again.'
        : 'The process that worked on the Pin stopped. Another one takes it up.';
    case 'interrupted':
      return `Something unforeseen interrupted the work; the log says what. Goes on ${whenWords(event)}.`;
    case 'held':
      return heldWords(event);
    case 'published':
      return decision.from === 'reconciling' || decision.from === 'creating'
        ? `Found on the board: the Pin is published as ${detail.pinterestPinId ?? 'known to Pinterest'}.`
        : `Published as Pin ${detail.pinterestPinId ?? ''}.`;
    case 'failed':
      return `Failed: ${why ?? 'no reason was kept.'}`;
    case 'again':
      return againWords(event);
    default:
      return `Something this version has no words for (${row.kind}).`;
  }
}

const operationNames: Record<string, string> = {
  'pins.create': 'create the Pin',
  'pins.save': 'save the Pin to the board',
  'boards.listPins': 'list the Pins of the board',
  'sections.listPins': 'list the Pins of the section',
  'media.register': 'register the video',
  'media.upload': 'take the video',
  'media.get': 'say how far the video is',
};

/** What a status means, for answers without a text of Pinterest. */
const statusWords: Record<number, string> = {
  401: 'the sign-in is not accepted',
  403: 'not allowed',
  404: 'not found',
  429: 'too many requests',
};

/** Why no answer came, by the kind of the client's error; its message is for technicians. */
const noAnswerReasons: Record<string, string> = {
  network: 'the connection broke',
  timeout: 'it took too long',
  aborted: 'Linchpin had to stop',
};

function requestWords({ detail }: ReadEvent): string {
  const ask = operationNames[detail.operation ?? ''] ?? `do ${detail.operation ?? 'something'}`;
  const took = seconds(detail.durationMs ?? 0);
  const { status, code, message } = detail;
  if (status === null)
    return `Pinterest was asked to ${ask} and gave no answer after ${took}: ${noAnswerReasons[detail.kind ?? ''] ?? 'something went wrong on the way'}.`;
  if (message === null && status < 400) return `Pinterest was asked to ${ask}: done in ${took}.`;
  const named = statusWords[status] ?? (status >= 500 ? 'a fault of its own' : 'refused');
  const said = message === null ? '' : ` It says: ${sentence(message)}`;
  return `Pinterest was asked to ${ask} and answered ${status}${code === null ? '' : ` (code ${code})`}: ${named}.${said}`;
}

function resolvedWords({ detail }: ReadEvent, by: string): string {
  switch (detail.outcome) {
    case 'published':
      return `Linked${by} to the Pin ${detail.pinterestPinId ?? ''} on Pinterest.`;
    case 'discarded':
      return `Left out${by}: it is on Pinterest already, or not wanted any more.`;
    default:
      return `Said${by} not to be on Pinterest; it is published again.`;
  }
}

function editedWords({ row, detail }: ReadEvent, by: string): string {
  const time = detail.scheduledFor;
  const moved = time !== null && detail.before?.scheduledFor !== time;
  if (detail.queueId !== null) return `Moved to another slot of its queue: ${clock(time, row.at)}.`;
  if (detail.approvalVoid) return `Changed${by}; it must be approved again.`;
  if (detail.draft) return `Changed${by}; kept as a draft.`;
  if (detail.before?.status === 'draft')
    return `Accepted${by}; goes out ${time === null ? 'once approved' : `at ${clock(time, row.at)}`}.`;
  return moved ? `Changed${by}; goes out at ${clock(time, row.at)}.` : `Changed${by}.`;
}

function heldWords(event: ReadEvent): string {
  const { detail, decision, why, row } = event;
  // Its reason says until when.
  if (decision.code === 'PIN_SPACED' && why !== null) return why;
  const reason = why === null ? '' : `: ${why}`;
  if (decision.code === 'PIN_RESTORED_UNCERTAIN') return `Waits for an answer: ${why ?? ''}`;
  if (isBoardGone(decision.code ?? undefined)) return `Waits to be moved to another board${reason}`;
  if (decision.dueAt === null) return `Waits until the account is connected again${reason}`;
  const shortly = decision.waitMs !== null && decision.waitMs < 60_000;
  const time = shortly ? seconds(decision.waitMs ?? 0) : `until ${clock(decision.dueAt, row.at)}`;
  return detail.inLine
    ? `Waits in line ${time}, behind other Pins of the account${reason}`
    : `Waits ${time}${reason}`;
}

function againWords(event: ReadEvent): string {
  const { decision, why } = event;
  const when = whenWords(event);
  const reason = why === null ? '' : `${why} `;
  switch (decision.step) {
    case 'reconciling':
      if (decision.from !== 'reconciling')
        return `Nobody knows yet whether Pinterest made the Pin. Looks for it on the board ${when}; nothing is sent again before that is known.`;
      return why === null
        ? `Not on the board so far. Looks again ${when}.`
        : `The board could not be read. ${reason}Looks again ${when}.`;
    case 'preparing':
      return 'The Pin is proven not to be on the board; it is sent again.';
    case 'uploading':
      if (decision.from === 'preparing') return 'The video is uploaded first.';
      return why === null
        ? 'The video is uploaded afresh.'
        : `The upload failed. ${reason}Tries again ${when}.`;
    case 'processing':
      return `Pinterest is processing the video. Asks again ${when}.`;
    default:
      return `${reason}Goes on ${when}.`;
  }
}

/** `now`, `in 5 s`, or for longer waits `at 10:04 UTC`. */
function whenWords({ decision, row }: ReadEvent): string {
  if (decision.waitMs === null || decision.waitMs < 500) return 'at once';
  if (decision.waitMs < 60_000) return `in ${seconds(decision.waitMs)}`;
  return `at ${clock(decision.dueAt, row.at)}`;
}

const seconds = (ms: number): string => (ms < 950 ? `${ms} ms` : `${Math.round(ms / 1000)} s`);

/** `10:04 UTC`, with the date where it is another day than `now`. */
export function clock(iso: string | null, now: Date): string {
  if (iso === null) return 'an open time';
  const text = new Date(iso).toISOString();
  const time = text.slice(11, 16);
  return text.slice(0, 10) === now.toISOString().slice(0, 10)
    ? `${time} UTC`
    : `${text.slice(0, 10)} ${time} UTC`;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
