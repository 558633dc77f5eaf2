import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { OverlayDatabase } from '../../lib/dynamodb/overlay-database.ts';
import { requireLineFile } from '../../lib/import/file-kind.ts';
import { type ImportSummary, importLines } from '../../lib/import/import-lines.ts';
import { UsageError } from '../../lib/user-error.ts';
import { createLocalDependencies } from '../local/dependencies.ts';
import { toErrorMessage } from '../local/error-message.ts';
import { resolveUserPath } from '../local/user-path.ts';
import { createImportReport } from './import-report.ts';
import { createImportResult } from './import-result.ts';
import { onInterruption } from './interruption.ts';
import { createStageOption } from './stage-option.ts';
import { openToolStore, type StoreLocation } from './tool-store.ts';

interface ImportOptions extends Pick<StoreLocation, 'stage'> {
  dryRun?: boolean;
  json?: boolean;
}

/** `npx connect-api import` */
export const createImportCommand = (): Command =>
  new Command('npx connect-api import')
    .description('Imports data from Seamless OS: one JSON object per line, as described in docs/import.md.')
    .argument('<file>', 'the file to import, such as tools/local/demo.ndjson')
    .option('--dry-run', 'report what an import would do, and write nothing')
    .option('--json', 'print the result as one JSON object, with all problems')
    .addOption(createStageOption())
    .action(importFile);

async function importFile(file: string, { stage, dryRun = false, json = false }: ImportOptions): Promise<void> {
  const result = createImportResult({ dryRun });
  try {
    const path = resolveUserPath(file);
    const report = createImportReport(process.stderr, await readFileSize(path, file), Date.now);
    const ignoreInterruption = onInterruption(() => report.interrupt({ dryRun }));
    const listener = json ? { ...result.listener, onProgress: report.listener.onProgress } : report.listener;
    const summary = await runImport(path, { stage, dryRun }, listener).finally(() => {
      ignoreInterruption();
      report.end();
    });
    console.log(json ? result.toJson(summary) : result.toText(summary));
    if (summary.failed > 0) process.exitCode = 1;
  } catch (error) {
    if (json) console.log(result.toJson(undefined, toErrorMessage(error)));
    throw error;
  }
}

async function runImport(
  file: string,
  { stage, dryRun }: ImportOptions,
  listener: Parameters<typeof importLines>[2],
): Promise<ImportSummary> {
  const source = () => createReadStream(file);
  // A file of another kind is reported before a database is opened.
  await requireLineFile(source);
  const store = await openToolStore({ stage });
  try {
    const dependencies = createLocalDependencies(store);
    const database = dryRun ? new OverlayDatabase(dependencies.database) : dependencies.database;
    return await importLines(source, { ...dependencies, database }, listener);
  } finally {
    await store.close();
  }
}

/** @throws UsageError for anything but a file, because it is read several times from its beginning */
async function readFileSize(path: string, file: string): Promise<number> {
  try {
    const stats = await stat(path);
    await access(path, constants.R_OK);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `There is no file ${JSON.stringify(file)}.`
        : `The file ${JSON.stringify(file)} cannot be read (${code}).`,
    );
  }
  throw new UsageError(
    `${JSON.stringify(file)} is not a regular file. The import reads it several times, so it cannot be a folder or a pipe.`,
  );
}
