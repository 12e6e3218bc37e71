import type { Media } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';

/** The state machine of an upload: it moves by virtual time alone. */
export function mediaStatus(
  sandbox: SandboxContext,
  media: Media,
): 'registered' | 'processing' | 'succeeded' | 'failed' {
  if (media.upload === null) return 'registered';
  return sandbox.clock.elapsed() < media.upload.doneAt ? 'processing' : media.upload.outcome;
}
