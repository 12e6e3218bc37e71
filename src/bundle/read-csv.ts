import type { CsvCells } from '../csv/index.ts';

/** Lists in one cell are separated so. */
const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split('#')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A row in the columns of bundle.social as the body of `POST /post/`, and the addresses of its media. */
export function postOfRow(row: CsvCells): { body: object; mediaUrls: string[] } {
  const pin = {
    boardName: row['pinterestBoardName'],
    text: row['pinterestTitle'],
    description: row['pinterestDescription'] || row['text'],
    link: row['pinterestLink'],
    thumbnail: row['pinterestThumbnail'],
    altText: row['pinterestAltText'],
    note: row['pinterestNote'],
    dominantColor: row['pinterestDominantColor'],
  };
  const networks = listOf(row['socialAccountTypes']).map((name) => name.toUpperCase());
  const body = {
    teamId: row['teamId'],
    title: row['title'],
    postDate: row['postDate'],
    status: row['status']?.toUpperCase() || 'SCHEDULED',
    socialAccountTypes: networks.length > 0 ? networks : ['PINTEREST'],
    referenceKey: row['referenceKey'],
    data: { PINTEREST: withoutEmpty(pin) },
  };
  return { body: withoutEmpty(body), mediaUrls: listOf(row['pinterestMediaUrls']) };
}

const withoutEmpty = (cells: object): object =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined && cell !== ''));
