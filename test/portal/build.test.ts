import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensurePortalBuild } from '../../infra/portal-build.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();

/** Creates a small page in a folder of its own. */
function createSources() {
  const root = newFolder();
  const folders = {
    portal: join(root, 'portal'),
    inputs: [join(root, 'client'), join(root, 'package-lock.json')],
    builds: join(root, 'builds'),
  };
  mkdirSync(folders.portal);
  mkdirSync(join(root, 'client'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'client', 'index.js'), "export const text = 'first';");
  writeFileSync(join(folders.portal, 'index.html'), '<!doctype html><script type="module" src="./main.js"></script>');
  writeFileSync(join(folders.portal, 'main.js'), "import { text } from '../client/index.js';\ndocument.title = text;");
  return { root, folders };
}

const readScript = (build: string): string => {
  const [name = ''] = readdirSync(join(build, 'assets'));
  return readFileSync(join(build, 'assets', name), 'utf8');
};

describe('the build of the portal', () => {
  it('is kept until a source changes', async () => {
    const { root, folders } = createSources();
    const [first, same] = await Promise.all([ensurePortalBuild(folders), ensurePortalBuild(folders)]);
    expect(same).toBe(first);
    expect(readScript(first)).toContain('first');

    // A second build would replace this file.
    writeFileSync(join(first, 'assets', readdirSync(join(first, 'assets'))[0] ?? ''), 'kept');
    mkdirSync(join(folders.portal, 'dist'));
    writeFileSync(join(folders.portal, 'dist', 'main.js'), 'not a source');
    expect(await ensurePortalBuild(folders)).toBe(first);
    expect(readScript(first)).toBe('kept');

    const abandoned = join(folders.builds, 'abandoned.1.tmp');
    mkdirSync(abandoned);
    utimesSync(abandoned, 0, 0);
    const running = join(folders.builds, 'running.2.tmp');
    mkdirSync(running);
    writeFileSync(join(root, 'client', 'index.js'), "export const text = 'second';");
    const second = await ensurePortalBuild(folders);
    expect(readScript(second)).toContain('second');
    expect([first, abandoned, running].map(existsSync)).toEqual([false, false, true]);
  });

  it('that fails leaves nothing behind, and succeeds once the source is correct', async () => {
    const { folders } = createSources();
    const main = join(folders.portal, 'main.js');
    const correct = readFileSync(main);
    writeFileSync(main, 'import "./missing.js";');
    await expect(ensurePortalBuild(folders)).rejects.toThrow(
      'The pages of the portal could not be built; `npm run portal:build` shows why.',
    );
    expect(existsSync(folders.builds) ? readdirSync(folders.builds) : []).toEqual([]);
    writeFileSync(main, correct);
    expect(readScript(await ensurePortalBuild(folders))).toContain('first');
  });
});
