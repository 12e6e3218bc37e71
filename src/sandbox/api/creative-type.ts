import type { Pin } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';

export function creativeType(sandbox: SandboxContext, pin: Pin): 'REGULAR' | 'VIDEO' | 'CAROUSEL' {
  if (pin.content.type === 'carousel') return 'CAROUSEL';
  // A new video Pin can say REGULAR until Pinterest has processed it.
  return pin.content.type === 'video' && pin.content.readyAt <= sandbox.clock.elapsed()
    ? 'VIDEO'
    : 'REGULAR';
}
