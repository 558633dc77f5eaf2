import { gzipSync } from 'node:zlib';
import type { PageFiles } from '../../lib/http/static-files.ts';

/** Compresses each file when it is read for the first time. */
export function compressOnDemand(files: ReadonlyMap<string, Buffer>): PageFiles {
  const compressed = new Map<string, Buffer>();
  return name => {
    const content = files.get(name);
    if (content && !compressed.has(name)) compressed.set(name, gzipSync(content, { level: 1 }));
    return compressed.get(name);
  };
}
