import { refusal } from '../../domain/errors/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { countPins, moveOpenPins } from './move-pins.ts';
import { requireBoard, requireFormerBoard, requireSection } from './resolve.ts';

export const moveBoardPins = implement('boards.movePins', {
  scope: 'posts:write',
  within: ofAccount,
  async run(context, { accountId, boardId, sectionId, toBoardId, toSectionId }) {
    const account = await requireAccount(context, accountId);
    const from = await requireFormerBoard(context, account, boardId, 'boardId');
    const to = await requireBoard(context, account, toBoardId, 'toBoardId');
    const section =
      toSectionId === undefined
        ? null
        : await requireSection(context, account, to.id, toSectionId, 'toSectionId');
    if (to.id === from.id && sectionId === section?.id)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'toBoardId',
        values: { field: 'toBoardId', reason: 'the Pins are there already.' },
      });
    const { warnings, ...result } = await context.commit(
      {
        subject: { type: 'board', id: from.id },
        details: { accountId, toBoardId: to.id, ...(section && { toSectionId: section.id }) },
      },
      (tx) =>
        moveOpenPins(
          context,
          tx,
          account,
          { boardId: from.id, ...(sectionId !== undefined && { sectionId }) },
          { boardId: to.id, name: to.name, sectionId: section?.id ?? null },
        ),
    );
    const place = section ? `"${to.name}", section "${section.name}"` : `"${to.name}"`;
    const left =
      result.left.length > 0 ? ` ${countPins(result.left.length)} could not go along.` : '';
    return {
      message: `${countPins(result.moved)} moved from "${from.name}" to ${place}.${left}`,
      ...result,
      ...(warnings.length > 0 && { warnings }),
    };
  },
  // What the first request moved is on the other board, and needs no answer again.
  repeat: () =>
    Promise.resolve({ message: 'The Pins were moved before.', moved: 0, released: 0, left: [] }),
});
