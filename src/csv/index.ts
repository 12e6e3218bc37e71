export { isUtc, mappingOf, recogniseFormat, type CsvMapping } from './formats.ts';
export { columnOf, readPin, type CsvPin, type CsvReading } from './read-pin.ts';
export { readCsv, type CsvCells, type CsvFile, type CsvRow } from './read.ts';
