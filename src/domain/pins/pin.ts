import type { Problem } from '../errors/index.ts';

/** What is being done. Stored before the step's side effect, so that a crash leaves a trace. */
export type PinStep = 'preparing' | 'uploading' | 'processing' | 'creating' | 'reconciling';

/** Texts, link and board of a Pin: everything Pinterest gets except the media. */
export interface PinContent {
  boardId: string;
  sectionId: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  dominantColor: string | null;
  aiDisclosures: string[];
  /** The Pin on Pinterest this one comes from, or that it saves. */
  parentPinId: string | null;
}

export type PinKind = 'image' | 'carousel' | 'video' | 'animation' | 'save';

/** What Pinterest was, or may have been, asked for. */
export interface SentPin extends Pick<
  PinContent,
  | 'boardId'
  | 'sectionId'
  | 'title'
  | 'description'
  | 'link'
  | 'altText'
  | 'dominantColor'
  | 'parentPinId'
> {
  kind: PinKind;
  mediaIds: string[];
  /** Pinterest's clock minus the database's as last measured when it was sent, ms; null: never. */
  offsetMs: number | null;
  /** When the last request ended without an answer, ms since the epoch, by the database's clock; absent: not seen. */
  endedMs?: number;
  /** Set for a Pin out of a backup: since then it may have been sent. */
  restored?: RestoredPin;
}

export interface RestoredPin {
  /** When the backup was made, ISO 8601. */
  takenAt: string;
  /** It waited then, and its time had passed when it was restored. */
  overdue: boolean;
  /**
   * What the journal of this installation says: it was not sent since, it was sent and nothing is known of the answer,
   * or nothing, since the journal does not reach back to the backup.
   */
  journal: 'unsent' | 'sending' | 'none';
}

/** How work on a claimed Pin ended. */
export type PinOutcome =
  | { kind: 'published'; pinterestPinId: string }
  | { kind: 'failed'; problem: Problem }
  /** Goes on with `step` after `delayMs`. `uploadId`: Pinterest now has the video, under this id. */
  | {
      kind: 'again';
      step: PinStep;
      delayMs: number;
      problem?: Problem;
      uploadId?: string;
      search?: SearchStart;
    }
  /** Waits for something outside; `delayMs` null: until the account is connected again. */
  | {
      kind: 'held';
      reason: Problem;
      delayMs: number | null;
      /** The exact time at which it goes on, where later Pins were given times relative to it. */
      dueAt?: Date;
      /** The attempt does not count: Pinterest did not decide about the Pin. */
      refund?: boolean;
      /** Waits for a person's answer; connecting the account again does not release it. */
      asks?: true;
    };

/** The search for a lost answer begins now, with Pinterest's clock this many milliseconds ahead of the database's. */
export interface SearchStart {
  offsetMs: number;
}
