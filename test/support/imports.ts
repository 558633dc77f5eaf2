import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface ImportStatement {
  /** Path of a project file from the root, or the name of a package. */
  source: string;
  /** Set for an import of types only, which does not exist at run time. */
  typesOnly: boolean;
}

/** Lists the TypeScript files below a folder, as paths from the root. */
export const listTypeScriptFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name))
    .sort();

const importPattern =
  /^(?:import|export)\s(?:(type)\s)?[^;']*?from\s'([^']+)'|^import\s'([^']+)'|\bimport\(\s*[`']([^`']+)[`']/gm;

export function readImports(file: string): ImportStatement[] {
  const text = readFileSync(join(root, file), 'utf8');
  const imports = [...text.matchAll(importPattern)].map(([, type, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? '';
    const source = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
    return { source, typesOnly: type !== undefined };
  });
  // The skeleton of a new endpoint contains imports as text; the files that they name do not exist.
  return imports.filter(
    ({ source }) => !source.endsWith('.ts') || source.includes('${') || existsSync(join(root, source)),
  );
}

/** Collects all project files that are loaded together with a file. */
export function collectLoadedFiles(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  for (const { source, typesOnly } of readImports(file))
    if (!typesOnly && source.endsWith('.ts') && !source.includes('${')) collectLoadedFiles(source, loaded);
  return loaded;
}
