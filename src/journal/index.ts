export { moveJournals } from './move.ts';
export { diskJournals, journalPlace, type JournalPlace } from './place.ts';
export { openJournal, type Journal } from './write.ts';
export { readJournals, type JournalFacts } from './read.ts';
