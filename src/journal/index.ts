export { journalDir } from './entry.ts';
export { openJournal, type Journal } from './write.ts';
export { readJournals, type JournalFacts } from './read.ts';
