import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { importLines, type Summary } from '../../lib/import/import-lines.ts';
import { portsOf } from '../local/ports.ts';
import { importReport } from './import-report.ts';
import { Misused, runTool } from './run-tool.ts';
import { stageNameFrom } from './stage-name.ts';
import { openStore, type Place } from './store.ts';

const program = new Command('npm run import --')
  .description('Loads what belongs to Seamless OS: one JSON object a line, as docs/import.md says.')
  .argument('<file>', 'the lines, such as infra/local/demo.ndjson')
  .option('--stage <name>', 'a deployed stage, with the AWS credentials and region of the environment', stageNameFrom)
  .action(importFile);

async function importFile(file: string, { stage }: Pick<Place, 'stage'>): Promise<void> {
  const bytes = await sizeOf(file);
  const store = await openStore({ stage });
  const report = importReport(process.stderr, bytes, Date.now);
  let summary: Summary;
  try {
    summary = await importLines(() => createReadStream(file), portsOf(store), report.listener);
  } finally {
    report.end();
    await store.close();
  }
  const { created, updated, unchanged, failed } = summary;
  console.log(`${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** @throws Misused for what cannot be read, and from its beginning as often as it takes */
async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    await access(file, constants.R_OK);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Misused(code === 'ENOENT' ? `There is no file ${file}.` : `The file ${file} cannot be read (${code}).`);
  }
  throw new Misused(`${file} is no file; it is read several times, so it cannot be a folder or a pipe.`);
}

await runTool(program);
