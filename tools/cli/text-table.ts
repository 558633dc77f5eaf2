/** Columns as wide as what is in them. */
export function formatTextTable(header: string[], rows: string[][]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map(row => row[column]?.length ?? 0)));
  return [header, ...rows]
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What others wrote must not steer a terminal. */
export const replaceControlCharacters = (text: string): string => text.replace(/\p{C}/gu, '?');
