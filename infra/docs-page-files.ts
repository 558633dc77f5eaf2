import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const projectRoot = join(import.meta.dirname, '..');

/** Reads the files of the documentation pages, by name. The pages refer to a version of all files, so that browsers can cache each of them. */
export function readPageFiles(): Map<string, Buffer> {
  const ownFolder = join(projectRoot, 'functions', 'docs', 'files');
  const scalarFolder = dirname(require.resolve('@scalar/fastify-api-reference'));
  const files = new Map([
    ...readdirSync(ownFolder).map((name): [string, Buffer] => [name, readFileSync(join(ownFolder, name))]),
    ['openapi.json', readFileSync(join(projectRoot, 'openapi.json'))],
    ['llms.txt', readFileSync(join(projectRoot, 'llms.txt'))],
    ['reference.js', readFileSync(join(scalarFolder, 'js', 'standalone.js'))],
  ]);
  const hash = createHash('sha256');
  for (const content of files.values()) hash.update(content);
  const version = hash.digest('hex').slice(0, 12);
  for (const [name, content] of files) {
    if (name.endsWith('.html')) files.set(name, Buffer.from(content.toString('utf8').replaceAll('{version}', version)));
  }
  return files;
}
