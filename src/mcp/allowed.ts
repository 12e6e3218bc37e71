import { refusal } from '../domain/errors/index.ts';
import { allScopes, expandScopes, type Scope } from '../domain/scopes.ts';
import type { Actor } from '../operations/index.ts';

/**
 * A caller who may read whatever its key may, and write what the address allows as well: `write`, or rights by their
 * names. An assistant that was connected for a look changes nothing.
 * @param allow values of the parameter `allow`, also several separated by commas
 * @throws LinchpinError INVALID_FIELD_VALUE
 */
export function narrowed(actor: Actor, allow: readonly string[]): Actor {
  const words = allow.flatMap((value) => value.split(',')).filter((word) => word.trim() !== '');
  const unknown = words.find((word) => word !== 'write' && !allScopes.some((one) => one === word));
  if (unknown !== undefined)
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'allow',
      values: { field: 'allow', reason: `it takes write, or rights such as posts:write.` },
    });
  const allowed = expandScopes(['read', ...words]);
  const both = (scope: Scope) => allowed.includes(scope);
  return {
    ...actor,
    grants: actor.grants.map((grant) => ({ ...grant, scopes: grant.scopes.filter(both) })),
  };
}
