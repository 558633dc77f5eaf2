import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ensurePortalBuild } from '../../infra/portal-build.ts';

const maxFirstPageBytes = 200_000;

/** Collects the scripts that a script imports statically, with itself. */
function collectScripts(folder: string, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const text = readFileSync(join(folder, name), 'utf8');
  for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
    collectScripts(folder, imported, found);
  return found;
}

it('the first page loads at most 200 KB of compressed script, and other pages are loaded when they are opened', async () => {
  const build = await ensurePortalBuild();
  const html = readFileSync(join(build, 'index.html'), 'utf8');
  const entry = /<script[^>]+src="portal\/assets\/([\w.-]+)"/.exec(html)?.[1] ?? '';
  const assets = join(build, 'assets');
  const overview = readdirSync(assets).find(name => name.startsWith('overview-page')) ?? '';
  const firstPage = collectScripts(assets, overview, collectScripts(assets, entry));
  const bytes = [...firstPage].reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(maxFirstPageBytes);
  expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)/);
});
