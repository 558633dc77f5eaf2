import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildErrorReference } from './error-reference.ts';
import { buildScopeTable } from './scope-table.ts';

const project = join(import.meta.dirname, '..', '..');
const readText = (path: string): string => readFileSync(join(project, path), 'utf8').trim();

/** Builds the introduction of the documentation: its text, with the tables and the samples that have another source. */
export const buildIntroduction = (): string =>
  readText('tools/openapi/introduction.md')
    .replace('{scopes}', buildScopeTable)
    .replace('{errors}', buildErrorReference)
    .replace('{changelog}', buildChangelog)
    .replace(/\{verify:(\w+):([\w.]+)\}/g, (_, language, file) => toCodeBlock(language, file));

const toCodeBlock = (language: string, file: string): string =>
  `\`\`\`${language}\n${readText(`client/examples/webhooks/${file}`)}\n\`\`\``;

/** Builds the part of the changelog that is for integrators. Links to files of the repository are left out: the page does not have them. */
function buildChangelog(): string {
  const releases = readText('CHANGELOG.md').split(/^## /m).slice(1);
  return releases
    .map(release => {
      const [title = '', ...lines] = release.split('\n');
      const body = lines.join('\n');
      const ofIntegrators = /^### For integrators\n([\s\S]*?)(?=^### |$(?![\s\S]))/m.exec(body)?.[1] ?? body;
      return `### ${title}\n\n${ofIntegrators.trim()}`;
    })
    .join('\n\n')
    .replace(/:? ?\[[^\]]*\]\((?!https?:)[^)]*\)/g, '');
}
