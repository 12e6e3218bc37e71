import type { DayRange, PinSelection, SummableMetric } from '../../analytics/index.ts';
import { PinMetricName } from '../../contract/index.ts';
import { findOwner, type AccountRow } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context } from '../context.ts';
import { availableThrough, readPeriod } from './period.ts';

/** The metrics of a list with commas, each once. */
export const readMetrics = (text: string): SummableMetric[] => [
  ...new Set(text.split(',').map((name) => PinMetricName.parse(name))),
];

interface Asked {
  accountId: string;
  from?: string | undefined;
  to?: string | undefined;
  boardId?: string | undefined;
  sectionId?: string | undefined;
  link?: string | undefined;
  linkDomain?: string | undefined;
  kind?: 'image' | 'video' | undefined;
  metrics: string;
}

/** The account, Pins and period that a question is about. @throws LinchpinError */
export async function readSelection(
  context: Context,
  asked: Asked,
): Promise<{
  account: AccountRow;
  period: DayRange;
  metrics: SummableMetric[];
  selection: PinSelection;
}> {
  const account = await requireAccount(context, asked.accountId);
  const owner = await findOwner(context.store.db, account.identityId);
  return {
    account,
    period: readPeriod(asked, availableThrough(context, owner)),
    metrics: readMetrics(asked.metrics),
    selection: {
      board: asked.boardId,
      section: asked.sectionId,
      link: asked.link,
      domain: asked.linkDomain?.toLowerCase().replace(/^www\./, ''),
      kind: asked.kind,
    },
  };
}
