import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Import {
  /** A file of ours, from the root, or the name of a package. */
  of: string;
  /** Nothing of it is there when the program runs. */
  typesOnly: boolean;
}

/** The TypeScript files below a folder, from the root. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name))
    .sort();

const statement =
  /^(?:import|export)\s(?:(type)\s)?[^;']*?from\s'([^']+)'|^import\s'([^']+)'|\bimport\(\s*[`']([^`']+)[`']/gm;

export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(statement)].map(([, type, from, bare, dynamic]) => {
    const source = from ?? bare ?? dynamic ?? '';
    const of = source.startsWith('.') ? join(dirname(file), source) : source;
    return { of, typesOnly: type !== undefined };
  });
}

/** Every file of ours that is loaded with a file. */
export function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { of, typesOnly } of importsOf(file)) if (!typesOnly && of.endsWith('.ts')) loadedWith(of, seen);
  return seen;
}
