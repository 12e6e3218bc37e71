import type { AnsweredDeviceLogin } from '../../contract/index.ts';
import { scopesOfAccess } from '../../domain/device-login.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { cutText } from '../../domain/text/cut.ts';
import { answerDeviceLogin, insertKey, type DeviceLoginRow } from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { presentKeys } from '../keys/present.ts';
import { implement } from '../operation.ts';
import { theWorkspace, withScope } from '../within.ts';
import { requireOpenLogin } from './present.ts';

/** The key is of the workspace alone in which it is approved. */
export const answerDevice = implement('deviceLogins.answer', {
  scope: 'keys:write',
  within: theWorkspace,
  async run(context, { userCode, approve, access }) {
    const login = await requireOpenLogin(context, userCode);
    if (approve) return letIn(context, login, access);
    await context.commit(
      { subject: { type: 'device_login', id: login.id }, details: { client: login.client } },
      (tx) => answerDeviceLogin(tx, login.id, { status: 'denied' }),
    );
    return denied;
  },
  repeat: async (context, reference) => ({
    ...denied,
    ...(await approved(context, reference)),
  }),
});

const denied: AnsweredDeviceLogin = { message: 'It was denied.', apiKey: null };

async function letIn(
  context: Context,
  login: DeviceLoginRow,
  access: Parameters<typeof scopesOfAccess>[0],
): Promise<AnsweredDeviceLogin> {
  const { actor, workspaceId } = context;
  const scopes = scopesOfAccess(access);
  // No one can grant a right that they lack.
  for (const scope of scopes) withScope(actor, [workspaceId], scope);
  const id = newId(context.clock());
  const name = nameOf(login);
  await context.commit(
    { subject: { type: 'api_key', id }, details: { name, scopes, profileIds: [workspaceId] } },
    async (tx) => {
      const answer = { status: 'approved', keyId: id, workspaceId } as const;
      if (!(await answerDeviceLogin(tx, login.id, answer)))
        throw refusal('DEVICE_CODE_NOT_FOUND', {
          field: 'userCode',
          values: { code: login.userCode },
        });
      await insertKey(tx, {
        id,
        workspaceId,
        name,
        hash: login.keyHash,
        preview: login.keyPreview,
        scopes: [...scopes],
        createdBy: namedActor(actor),
      });
    },
  );
  return { ...denied, ...(await approved(context, id)) };
}

const nameOf = ({ client, deviceName }: DeviceLoginRow): string =>
  cutText(deviceName ? `${client} on ${deviceName}` : client, 100);

/** Null where the answer was no, whose reference is that of the login. */
async function approved(
  { store, actor, workspaceIds }: Context,
  keyId: string,
): Promise<AnsweredDeviceLogin | null> {
  const keys = await presentKeys(store.db, workspaceIds, actor);
  const apiKey = keys.find(({ id }) => id === keyId);
  return apiKey
    ? { message: `${apiKey.name} is let in. Its key can be revoked at any time.`, apiKey }
    : null;
}
