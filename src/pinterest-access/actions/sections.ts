import { refusal } from '../../domain/errors/index.ts';
import { foldName } from '../../domain/text/name.ts';
import { PinterestError, type BoardSection, type PinterestClient } from '../../pinterest/index.ts';

/** Far beyond what a board holds; Pinterest states no limit. */
const most = 10_000;

/** The sections of a board, in Pinterest's order. */
export const readSections = (client: PinterestClient, boardId: string): Promise<BoardSection[]> =>
  client.sections.list(boardId).toArray({ limit: most });

/**
 * Makes a section. Pinterest may take a name twice, so the names are read first: one that is there is refused or, after
 * a request that was `startedBefore` or whose answer was lost, counts as made.
 * @throws LinchpinError SECTION_NAME_TAKEN
 */
export async function createSection(
  client: PinterestClient,
  boardId: string,
  name: string,
  { startedBefore, signal }: { startedBefore: boolean; signal: AbortSignal },
): Promise<BoardSection> {
  const findNamed = async () =>
    (await readSections(client, boardId)).find(
      (section) => foldName(section.name) === foldName(name),
    );
  const present = await findNamed();
  if (present && startedBefore) return present;
  if (present) throw nameTaken(name, present.id);
  try {
    return await client.sections.create(boardId, { name }, { signal });
  } catch (error) {
    if (!isUnknown(error)) throw error;
    // When this look fails as well, the first error tells more.
    const made = await findNamed().catch(() => undefined);
    if (made) return made;
    throw error;
  }
}

/** Renames a section. @throws LinchpinError SECTION_NAME_TAKEN */
export async function renameSection(
  client: PinterestClient,
  boardId: string,
  sectionId: string,
  name: string,
  signal: AbortSignal,
): Promise<BoardSection> {
  const before = await readSections(client, boardId);
  const other = before.find(
    (section) => section.id !== sectionId && foldName(section.name) === foldName(name),
  );
  if (other) throw nameTaken(name, other.id);
  const own = before.find(({ id }) => id === sectionId);
  if (own?.name === name) return own;
  try {
    return await client.sections.update(boardId, sectionId, { name }, { signal });
  } catch (error) {
    if (!isUnknown(error)) throw error;
    const after = await readSections(client, boardId).catch(() => []);
    const renamed = after.find((section) => section.id === sectionId && section.name === name);
    if (renamed) return renamed;
    throw error;
  }
}

/** Deletes a section with its Pins. One that is not there any more counts as deleted. */
export async function deleteSection(
  client: PinterestClient,
  boardId: string,
  sectionId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.sections.delete(boardId, sectionId, { signal });
  } catch (error) {
    if (isNotFound(error)) return;
    if (!isUnknown(error)) throw error;
    const after = await readSections(client, boardId).catch(() => null);
    if (after === null || after.some(({ id }) => id === sectionId)) throw error;
  }
}

/** Whether a section that was not listed is gone: Pinterest has no call for a single one, so its Pins are asked for. */
export async function isSectionGone(
  client: PinterestClient,
  boardId: string,
  sectionId: string,
): Promise<boolean> {
  try {
    await client.sections.listPins(boardId, sectionId, { page_size: 1 }).page();
    return false;
  } catch (error) {
    if (isNotFound(error)) return true;
    throw error;
  }
}

const isUnknown = (error: unknown): boolean =>
  error instanceof PinterestError && error.outcome === 'unknown';

const isNotFound = (error: unknown): boolean =>
  error instanceof PinterestError && error.kind === 'not_found';

const nameTaken = (name: string, id: string) =>
  refusal('SECTION_NAME_TAKEN', {
    field: 'name',
    values: { name },
    details: { existingSectionId: id },
  });
