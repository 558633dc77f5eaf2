import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../../lib/user-error.ts';
import { runTool } from '../cli/run-tool.ts';
import { listBreakingChanges } from './breaking-changes.ts';
import { listMissingEntries } from './changelog.ts';
import { recordStageTemplates } from './stage-templates.ts';

const root = join(import.meta.dirname, '..', '..');
const current = join(root, 'openapi.json');
const released = join(root, 'test', 'release', 'openapi.json');

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const releaseCommand = new Command('npm run release')
  .description(
    'Keeps openapi.json as the document of the last release, with which npm test compares later ones, and the\n' +
      'templates of the stage dev, from which npm run test:aws upgrades.\n' +
      'Fails if CHANGELOG.md does not name each breaking change since the release before.',
  )
  .action(async () => {
    const changes = existsSync(released) ? await listBreakingChanges(readJson(released), readJson(current)) : [];
    const missing = listMissingEntries(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), changes);
    if (missing.length > 0) throw new UserError(missing.join('\n'));
    await recordStageTemplates();
    copyFileSync(current, released);
    console.log(
      'test/release/ has the document and the templates of this release. In CHANGELOG.md, replace "not yet released" by the date.',
    );
  });

await runTool(releaseCommand);
