import { problem, refusal, type Problem } from '../../domain/errors/index.ts';
import { findUnresolved, type AccountRow, type LivePin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { approvalIsDue, may, requireScope } from '../permission.ts';

/**
 * Whether the caller may change what is public: an edit publishes new words, so it needs the right to publish, and
 * where the workspace wants approvals of the caller, it could not be approved before it is out.
 * @throws LinchpinError INSUFFICIENT_PERMISSIONS, LIVE_PIN_NEEDS_APPROVAL
 */
export function requireLiveRights(context: Context, kind: 'edit' | 'delete'): void {
  requireScope(context, kind === 'edit' ? 'pins:write' : 'pins:delete');
  if (kind === 'edit') requireScope(context, 'posts:publish');
  if (approvalIsDue(context) && !may(context, 'posts:approve'))
    throw refusal('LIVE_PIN_NEEDS_APPROVAL');
}

/** {@link whyNot} of a single Pin. */
export async function whyNotNow(
  { store }: Pick<Context, 'store'>,
  account: AccountRow,
  pin: LivePin,
  kind: 'edit' | 'delete',
): Promise<Problem[]> {
  const { identityId, pinterestPinId } = pin;
  const unresolved = await findUnresolved(store.db, identityId, [pinterestPinId]);
  return whyNot(account, pin, kind, unresolved.get(pinterestPinId) ?? null);
}

/**
 * Why a live Pin cannot be changed now; empty: it can.
 * @param open a publication whose outcome is open, and that the Pin may be
 */
export function whyNot(
  account: AccountRow,
  pin: LivePin,
  kind: 'edit' | 'delete',
  open: { postId: string; pinId: string } | null,
): Problem[] {
  const values = { pinId: pin.pinterestPinId, username: account.username };
  const of = { field: 'pinId', values } as const;
  if (pin.goneAt !== null) return [problem('LIVE_PIN_REMOVED', of)];
  return [
    ...(pin.isOwner === false ? [problem('LIVE_PIN_NOT_YOURS', of)] : []),
    ...(open ? [problem('LIVE_PIN_UNRESOLVED', { ...of, details: { ...open } })] : []),
    ...(kind === 'edit' && account.capabilities['editPins'] === false
      ? [problem('LIVE_PIN_EDIT_NOT_GRANTED', of)]
      : []),
  ];
}
