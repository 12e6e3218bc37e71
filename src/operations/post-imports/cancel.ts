import { refusal } from '../../domain/errors/index.ts';
import { cancelPostImport } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofPostImport } from '../within.ts';
import { requireImport } from './imports.ts';
import { presentImport } from './present.ts';

export const cancelImport = implement('postImports.cancel', {
  scope: 'posts:write',
  within: ofPostImport,
  async run(context, { importId }) {
    const { id, workspaceId } = await requireImport(context, importId);
    await context.commit({ subject: { type: 'post_import', id } }, async (tx) => {
      if (!(await cancelPostImport(tx, { id, workspaceId }))) throw refusal('POST_IMPORT_OVER');
    });
    return presentImport(await requireImport(context, importId));
  },
  repeat: async (context, importId) => presentImport(await requireImport(context, importId)),
});
