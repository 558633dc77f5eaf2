import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePortalBuild } from './portal-build.ts';

const projectRoot = join(import.meta.dirname, '..');

/** Reads the files that the pages of the portal consist of, by name. Builds the pages if necessary. @throws UserError */
export async function readPortalFiles(): Promise<Map<string, Buffer>> {
  const build = await ensurePortalBuild();
  const readBuildFile = (name: string): [string, Buffer] => [name, readFileSync(join(build, name))];
  return new Map([
    readBuildFile('index.html'),
    ...readdirSync(join(build, 'assets')).map(name => readBuildFile(`assets/${name}`)),
    ['openapi.json', readFileSync(join(projectRoot, 'portal-openapi.json'))],
  ]);
}
