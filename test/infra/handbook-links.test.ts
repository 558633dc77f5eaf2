import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const docsFolder = join(import.meta.dirname, '..', '..', 'docs');
const pages = ['cost.md', 'deploy.md', 'events.md', 'operate.md', 'restore.md', 'webhooks.md'];
const readPage = (page: string) => readFile(join(docsFolder, page), 'utf8');

/** Builds the anchor that GitHub gives a heading. */
const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

const listAnchors = async (page: string): Promise<string[]> =>
  [...(await readPage(page)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => toAnchor(heading));

it.each(pages)('the links of docs/%s lead to existing pages and headings', async page => {
  const links = [...(await readPage(page)).matchAll(/\]\(([a-z-]+\.md)?(?:#([a-z-]+))?\)/g)];
  for (const [link, target = page, anchor] of links) {
    const anchors = await listAnchors(target);
    if (anchor !== undefined) expect(anchors, link).toContain(anchor);
  }
});
