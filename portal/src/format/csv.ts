/**
 * Quotes a value for a CSV file. A text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
function toCsvValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Builds a CSV file (RFC 4180) with a line of names. */
export const buildCsv = (fields: readonly string[], rows: readonly Record<string, unknown>[]): string =>
  [fields.join(','), ...rows.map(row => fields.map(field => toCsvValue(row[field])).join(','))]
    .map(line => `${line}\r\n`)
    .join('');
