import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface ImportStatement {
  /** A file of ours, from the root, or the name of a package. */
  source: string;
  /** Nothing of it is there when the program runs. */
  typesOnly: boolean;
}

/** The TypeScript files below a folder, from the root. */
export const listTypeScriptFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name))
    .sort();

const importPattern =
  /^(?:import|export)\s(?:(type)\s)?[^;']*?from\s'([^']+)'|^import\s'([^']+)'|\bimport\(\s*[`']([^`']+)[`']/gm;

export function readImports(file: string): ImportStatement[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map(([, type, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? '';
    const source = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
    return { source, typesOnly: type !== undefined };
  });
}

/** Every file of ours that is loaded with a file. */
export function collectLoadedFiles(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { source, typesOnly } of readImports(file))
    if (!typesOnly && source.endsWith('.ts') && !source.includes('${')) collectLoadedFiles(source, seen);
  return seen;
}
