import type { Pin } from '../state/entities.ts';
import { page } from '../protocol/paging.ts';
import type { PageQuery } from '../protocol/paging.ts';
import { creativeType } from './creative-type.ts';
import { wirePin } from './wire.ts';
import type { SignedIn, SandboxContext } from '../state/context.ts';

interface PinPageQuery extends PageQuery {
  creative_types?: string[] | undefined;
  pin_metrics?: boolean;
}

/** A page of Pins, newest first. `pins` come in order of creation. */
export function pinPage(
  sandbox: SandboxContext,
  caller: SignedIn,
  pins: Pin[],
  query: PinPageQuery,
) {
  const types = query.creative_types;
  const wanted = types ? pins.filter((pin) => types.includes(creativeType(sandbox, pin))) : pins;
  const sorted = [...wanted].sort((a, b) => (a.id < b.id ? 1 : -1));
  const { items, bookmark } = page(sorted, query, (pin) => pin.id, 'newest');
  return {
    items: items.map((pin) => wirePin(sandbox, pin, caller.user, query.pin_metrics)),
    bookmark,
  };
}
