/** Rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export const toCsv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((row) => `${row.map((text) => cell(text, delimiter)).join(delimiter)}\r\n`).join('');

const cell = (text: string, delimiter: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(plain) || plain.includes(delimiter)
    ? `"${plain.replaceAll('"', '""')}"`
    : plain;
};
