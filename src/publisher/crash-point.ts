import type { ClaimedPin } from '../store/index.ts';

/**
 * Moments between which a process can die. Every step begins with `claimed` and ends with `recorded`; between them:
 * - uploading: about to register the video, registered, the file is on its way, it has arrived;
 * - processing: Pinterest said that the video is ready;
 * - creating: the request is ready, the intent is stored, the request is on its way, its answer has come;
 * - reconciling: about to read the board, the lost Pin was found.
 */
export type PublishPoint =
  | 'claimed'
  | 'registering'
  | 'registered'
  | 'uploading'
  | 'uploaded'
  | 'processed'
  | 'prepared'
  | 'marked'
  | 'sent'
  | 'answered'
  | 'searching'
  | 'found'
  | 'recorded';

/** Called at each point; without one nothing happens there. `uploading` and `sent` run while the answer is awaited. */
export type CrashPoint = (
  point: PublishPoint,
  pin: Pick<ClaimedPin, 'id' | 'title' | 'attempts' | 'step'>,
) => void | Promise<void>;
