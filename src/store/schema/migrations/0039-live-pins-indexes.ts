import type { NewIndex, Rounds } from './migration.ts';

/** The words of a live Pin that are searched; the query repeats it, see live-pins/list.ts. */
const words = `to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(description, '') || ' ' || coalesce(alt_text, ''))`;
const time = 'coalesce(created_at, first_seen_at)';

/** How live Pins are found: newest first, by board, by where they lead, by words, those that are gone. */
export const indexes: readonly NewIndex[] = [
  { name: 'remote_pin_newest', on: `remote_pin (identity_id, ${time}, pinterest_pin_id)` },
  { name: 'remote_pin_of_board', on: `remote_pin (identity_id, board_id, ${time})` },
  {
    name: 'remote_pin_to_domain',
    on: `remote_pin (identity_id, link_domain, ${time}) where link_domain is not null`,
  },
  { name: 'remote_pin_words', on: `remote_pin using gin (${words})` },
  {
    name: 'remote_pin_of_publication',
    on: 'remote_pin (pin_id) where pin_id is not null',
  },
  {
    name: 'remote_pin_missed',
    on: 'remote_pin (identity_id, pinterest_pin_id) where missed_run is not null',
  },
];

/** The domain of links that were stored before there was a column for it. */
export const rounds: Rounds = {
  statement: `update remote_pin set link_domain = link_domain_of(link) where (identity_id, pinterest_pin_id) in (
    select identity_id, pinterest_pin_id from remote_pin
    where link_domain is null and link_domain_of(link) is not null limit 1000)`,
};
