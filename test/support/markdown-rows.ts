import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads the rows of all tables of a document. @param path - in docs @returns the cells of each row, without backticks */
export const readMarkdownRows = async (path: string): Promise<string[][]> =>
  splitMarkdownRows(await readFile(join(import.meta.dirname, '..', '..', 'docs', path), 'utf8'));

/** Splits a text with tables into rows and cells. */
export const splitMarkdownRows = (text: string): string[][] =>
  text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('`', '')),
    );
