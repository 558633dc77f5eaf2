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

/** Cuts a text that is longer than a width, and marks the cut. */
export const shortenText = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;

/** Replaces control characters: foreign text must not control the terminal. */
export const replaceControlCharacters = (text: string): string => text.replace(/\p{C}/gu, '?');
