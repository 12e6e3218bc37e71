import type { Media } from './entities.ts';
import type { World } from './world.ts';

/** The state machine of an upload: it moves by virtual time alone. */
export function mediaStatus(
  world: World,
  media: Media,
): 'registered' | 'processing' | 'succeeded' | 'failed' {
  if (media.upload === null) return 'registered';
  return world.clock.elapsed() < media.upload.doneAt ? 'processing' : media.upload.outcome;
}
