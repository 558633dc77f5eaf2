import { expect, it } from 'vitest';
import { isBlankLine, maxLineBytes, readLines } from '../../lib/import/read-lines.ts';

/** The lines of these chunks: their text, or undefined for one that is too long. */
async function linesOf(...chunks: (string | Buffer)[]) {
  const lines: [number, string | undefined][] = [];
  for await (const { lineNumber: number, bytes } of readLines(() =>
    chunks.map(chunk => Buffer.from(chunk as string)),
  )) {
    lines.push([number, bytes?.toString()]);
  }
  return lines;
}

it('lines are numbered from 1, and the last needs no end', async () => {
  expect(await linesOf('a\nb\n\nc')).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, ''],
    [4, 'c'],
  ]);
  expect(await linesOf('a\n')).toEqual([[1, 'a']]);
  expect(await linesOf('')).toEqual([]);
});

it('a line and its characters may lie in several chunks', async () => {
  const [first, second] = [Buffer.from('"ä"\nb').subarray(0, 2), Buffer.from('"ä"\nb').subarray(2)];
  expect(await linesOf(first, second)).toEqual([
    [1, '"ä"'],
    [2, 'b'],
  ]);
});

it('a byte-order mark is passed over at the beginning of the file, and nowhere else', async () => {
  expect(await linesOf('\ufeffa\n\ufeffb')).toEqual([
    [1, 'a'],
    [2, '\ufeffb'],
  ]);
  expect(await linesOf('\ufeff')).toEqual([[1, '']]);
});

it('a line that is too long is not kept, and the next one is read', async () => {
  const most = 'x'.repeat(maxLineBytes);
  const endless = Array.from({ length: 10 }, () => most);
  expect(await linesOf(most, '\n', ...endless, '\nb')).toEqual([
    [1, most],
    [2, undefined],
    [3, 'b'],
  ]);
});

it.each(['', ' ', '\t \r'])('%j is blank', text => expect(isBlankLine(Buffer.from(text))).toBe(true));
