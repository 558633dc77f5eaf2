import { readFile, writeFile } from 'node:fs/promises';
import { UserError } from '../../lib/user-error.ts';

const file = new URL('../../docs/scale.md', import.meta.url);

const toMarkers = (name: string): [start: string, end: string] => [
  `<!-- ${name}: written by npm run scale -->\n`,
  `\n<!-- end of ${name} -->`,
];

/** Reads a part of docs/scale.md that the command writes. */
export async function readScalePart(name: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  const { from, to } = findPart(text, name);
  return text.slice(from, to);
}

/** Replaces a part of docs/scale.md. */
export async function writeScalePart(name: string, content: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const { from, to } = findPart(text, name);
  await writeFile(file, text.slice(0, from) + content + text.slice(to));
}

function findPart(text: string, name: string): { from: number; to: number } {
  const [start, end] = toMarkers(name);
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end, from);
  if (from < start.length || to < 0) throw new UserError(`docs/scale.md has no markers of ${name}.`);
  return { from, to };
}
