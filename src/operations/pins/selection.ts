import type { BulkLivePinsInput } from '../../contract/index.ts';
import type { LivePinFilter } from '../../store/index.ts';
import { readFilter } from './filter.ts';

/** The selection of a batch, as it was given: it is stored, and read at each step. */
export type StoredSelection = BulkLivePinsInput['select'];

/** @throws LinchpinError for times that are none */
export const readSelection = ({ pinIds, ...filter }: StoredSelection): LivePinFilter => ({
  ...readFilter(filter),
  pinterestPinIds: pinIds,
});
