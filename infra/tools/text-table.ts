/** Columns as wide as what is in them. */
export function textTable(head: string[], lines: string[][]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map(line => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What others wrote must not steer a terminal. */
export const printable = (text: string): string => text.replace(/\p{C}/gu, '?');
