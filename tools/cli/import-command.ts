import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { type ImportSummary, importLines } from '../../lib/import/import-lines.ts';
import { UsageError } from '../../lib/user-error.ts';
import { createLocalDependencies } from '../local/dependencies.ts';
import { createImportReport } from './import-report.ts';
import { createStageOption } from './stage-option.ts';
import { openToolStore, type StoreLocation } from './tool-store.ts';

/** `npx connect-api import` */
export const createImportCommand = (): Command =>
  new Command('npx connect-api import')
    .description('Imports data from Seamless OS: one JSON object per line, as described in docs/import.md.')
    .argument('<file>', 'the file to import, such as tools/local/demo.ndjson')
    .addOption(createStageOption())
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

/** @throws UsageError for anything but a file, because it is read several times from its beginning */
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
  throw new UsageError(
    `${file} is not a regular file. The import reads it several times, so it cannot be a folder or a pipe.`,
  );
}
