import type { PinterestHostName } from '../../contract/index.ts';
import type { Host } from '../../store/index.ts';
import { hostNamed } from '../accounts/present.ts';
import type { Context } from '../context.ts';

/** The host that is named, else the usual one of this installation. */
export function chosenHost({ hosts }: Context, name: PinterestHostName | undefined): Host {
  const host = name === undefined ? hosts[0] : hostNamed(name);
  if (host === undefined) throw new Error('No Pinterest host is set up.');
  return host;
}
