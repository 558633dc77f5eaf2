import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { type ImportSummary, importLines } from '../../lib/import/import-lines.ts';
import { createLocalDependencies } from '../local/dependencies.ts';
import { createImportReport } from './import-report.ts';
import { runTool, UsageError } from './run-tool.ts';
import { parseStageName } from './stage-name.ts';
import { openToolStore, type StoreLocation } from './tool-store.ts';

const importCommand = new Command('npm run import --')
  .description('Loads what belongs to Seamless OS: one JSON object a line, as docs/import.md says.')
  .argument('<file>', 'the lines, such as tools/local/demo.ndjson')
  .option('--stage <name>', 'a deployed stage, with the AWS credentials and region of the environment', parseStageName)
  .action(importFile);

async function importFile(file: string, { stage }: Pick<StoreLocation, 'stage'>): Promise<void> {
  const bytes = await readFileSize(file);
  const store = await openToolStore({ stage });
  const report = createImportReport(process.stderr, bytes, Date.now);
  let summary: ImportSummary;
  try {
    summary = await importLines(() => createReadStream(file), createLocalDependencies(store), report.listener);
  } finally {
    report.end();
    await store.close();
  }
  const { created, updated, unchanged, failed } = summary;
  console.log(`${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** @throws Misused for what cannot be read, and from its beginning as often as it takes */
async function readFileSize(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    await access(file, constants.R_OK);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT' ? `There is no file ${file}.` : `The file ${file} cannot be read (${code}).`,
    );
  }
  throw new UsageError(`${file} is no file; it is read several times, so it cannot be a folder or a pipe.`);
}

await runTool(importCommand);
