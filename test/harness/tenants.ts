import { newApiKey } from '../../src/config/index.ts';
import { hashKey } from '../../src/http/index.ts';
import { insertKey, insertWorkspace } from '../../src/store/index.ts';
import type { Product } from './product.ts';

/** An API key with every right, in a workspace of its own. */
export async function keyOfAnotherWorkspace(product: Product): Promise<string> {
  const key = newApiKey();
  const { db } = product.app.store;
  const workspace = await insertWorkspace(db, 'Somebody else');
  await insertKey(db, {
    workspaceId: workspace.id,
    name: 'Their key',
    hash: hashKey(key),
    preview: key.slice(0, 6),
    scopes: ['read', 'write'],
  });
  return key;
}
