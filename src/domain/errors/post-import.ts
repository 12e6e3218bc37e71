import { invalid } from './entry.ts';

/** What can be wrong with a file of posts, and with taking it in. */
export const postImportErrors = {
  CSV_COLUMNS_UNKNOWN: invalid({
    message: 'No column of the file is known to name a picture or video: {columns}.',
    cause: 'The first line holds no names, or others than the programs use whose files are known.',
    fix: 'Say which column is what, at least that of the pictures and videos.',
    hint: { set: { mapping: '{"media":"name of the column"}' } },
  }),
  CSV_COLUMN_MISSING: invalid({
    message: 'The file has no column "{column}".',
    cause: 'Its name is misspelt, or the file is another one.',
    fix: 'Name one of these: {columns}.',
  }),
  CSV_IS_WORKBOOK: invalid({
    message: 'The file is a workbook of Excel or another spreadsheet, not CSV.',
    cause: 'A workbook holds tables in a form of its own.',
    fix: 'Save the table as CSV and hand that in.',
  }),
  ARCHIVE_UNREADABLE: invalid({
    message: 'The zip file cannot be used: {reason}.',
    cause: 'It is broken, holds no CSV file or several, or names files outside of itself.',
    fix: 'Pack one CSV file and the pictures and videos that it names into a zip file.',
  }),
  CSV_DATE_AMBIGUOUS: invalid({
    message: '"{date}" may be {first} or {other}.',
    cause: 'Some countries write the day first, others the month.',
    fix: 'Write it as {first}, or say for the whole file whether the day or the month comes first.',
    hint: { set: { dateOrder: 'dmy' } },
  }),
  CSV_DATE_UNREADABLE: invalid({
    message: '"{date}" is no date that can be read.',
    cause: 'The cell holds other words, a year of two digits, or a day that does not exist.',
    fix: 'Write it as 2026-12-01 09:00.',
  }),
  CSV_OTHER_NETWORK: invalid({
    message: 'The row is for {networks}, and not for Pinterest.',
    cause: 'Files of other programs hold posts for several networks.',
    fix: 'Leave the row out, or add Pinterest to it.',
  }),
  CSV_ROW_PUBLISHED: invalid({
    message: 'The row says that its Pin is out already ("{status}").',
    cause: 'An export holds what was published, too; taken in, it would go out a second time.',
    fix: 'Leave the row out. To publish it once more, empty this cell and give it another date.',
  }),
  CSV_ROW_CELLS: invalid({
    message: 'The row has more cells than the file has columns; left over: {cells}.',
    cause:
      'A text with the sign that separates cells is not in quotation marks, so that all cells after it are out of place.',
    fix: 'Put the text in quotation marks, or save the table as CSV once more.',
  }),
  CSV_ROW_REPEATED: invalid({
    message: 'The row says the same as row {first}.',
    cause: 'It was copied, and the same Pin would go out twice.',
    fix: 'Leave it out, or give it other words, another board or another time.',
  }),
  CSV_MEDIA_NOT_FOUND: invalid({
    message: 'No uploaded file is named "{name}".',
    cause: 'The cell holds no web address, so it is taken for the name of a file.',
    fix: 'Upload the file first, hand it in together with the CSV in one zip, or give its address.',
  }),
  CSV_MEDIA_AMBIGUOUS: invalid({
    message: 'Several files in the zip are named "{name}".',
    cause: 'They lie in different folders, so the name alone does not say which is meant.',
    fix: 'Write the name with its folder, like pictures/{name}.',
  }),
  POST_IMPORT_OVER: invalid(
    {
      message: 'The import has ended; there is nothing to cancel.',
      cause: 'All of its rows were worked through, or it was stopped before.',
      fix: 'Cancel or delete the posts it made.',
      hint: { call: 'postImports.rows' },
    },
    { status: 409 },
  ),
  POST_IMPORT_GAVE_UP: invalid({
    message: 'The import was tried many times and did not come to its end.',
    cause: 'The process that worked on it ended again and again.',
    fix: 'Hand the same file in again: rows that were made are not made twice.',
  }),
  POST_IMPORT_FROM_BACKUP: invalid({
    message: 'The import was under way when the backup was made that has been restored.',
    cause: 'Which of its rows were made after the backup is not known here.',
    fix: 'Compare its open rows with what is on Pinterest before you hand them in again.',
  }),
} as const;
