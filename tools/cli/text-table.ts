/** Formats a table with columns as wide as their longest cell. */
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

/** Replaces control characters: foreign text must not control the terminal. */
export const replaceControlCharacters = (text: string): string => text.replace(/\p{C}/gu, '?');
