import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Writes page files, compressed, next to the bundle of the function that serves them. */
export function writeCompressedFiles(bundle: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of files) {
    const path = join(bundle, 'files', `${name}.gz`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, gzipSync(content, { level: 9 }));
  }
}
