import { findPerson, keepRequest, listMemberships, type Tx } from '../../store/index.ts';

interface PersonEntry {
  operation: 'people.signIn' | 'people.signInFailed' | 'people.linkIdentity' | 'people.setPassword';
  /** Whether the person did it; who made a sign-in that failed is not known. */
  isActor: boolean;
  details?: Record<string, unknown>;
}

/** Writes an entry about a person into the audit log of every workspace they are in. No secret may be in its details. */
export async function auditPerson(
  tx: Tx,
  id: string,
  { operation, isActor, details = {} }: PersonEntry,
): Promise<void> {
  const person = await findPerson(tx, id);
  const actor = isActor
    ? { type: 'person', id, name: person?.name ?? '' }
    : { type: 'system', id: null, name: 'Linchpin' };
  const subject = { type: 'person' as const, id };
  for (const { workspaceId } of await listMemberships(tx, id))
    await keepRequest(tx, { workspaceId, operation, actor, subject, details }, null);
}
