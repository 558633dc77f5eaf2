import type { Dependencies } from '../dynamodb/dependencies.ts';
import type { RenamedSource } from '../dynamodb/items/rename.ts';
import { createDuplicateFinder } from './duplicate-numbers.ts';
import { createEmptyFileError, requireLineFile } from './file-kind.ts';
import { ImportError } from './import-error.ts';
import { type ImportLine, type LineKind, parseImportLine } from './import-line.ts';
import type { ImportProblem } from './import-problem.ts';
import { groupIntoBatches, type ImportEntry } from './line-batches.ts';
import type { ImportOutcome } from './line-plan.ts';
import { prepareLine } from './prepare-line.ts';
import { propagateRenames } from './propagate-renames.ts';
import { type ImportSource, isBlankLine, maxLineBytes, type RawLine, readLines } from './read-lines.ts';
import type { FieldDifference } from './shared-value.ts';
import { storeBatch } from './store-batch.ts';

/** The number of lines by result. */
export type ImportSummary = Record<ImportOutcome | 'failed', number>;

/** A problem with its line number. Line numbers start at 1. */
export interface LineProblem extends ImportProblem {
  line: number;
}

/** A shared field of a line that keeps another value. Undefined is "none". */
export interface LineDifference extends FieldDifference {
  line: number;
}

/** All lines are checked before the first is stored. */
export type ImportProgress =
  | { phase: 'checking'; bytes: number }
  | { phase: 'storing'; lines: number; of: number }
  /** The name of a renamed item is being updated in the items that embed it; `items` of them were checked so far. */
  | { phase: 'renaming'; renamed: RenamedSource; items: number };

export interface ImportListener {
  /** Called for each problem. A failed line has at least one. */
  onProblem?(problem: LineProblem): void;
  /** Called for something that is probably wrong in the file. The line is imported. */
  onWarning?(warning: LineProblem): void;
  /** Called for each shared field that keeps another value than the line states. */
  onDifference?(difference: LineDifference): void;
  /** Called for every line. */
  onProgress?(progress: ImportProgress): void;
}

/** The order of the passes: what a line refers to is stored before it, regardless of the order in the file. */
const importPasses: LineKind[][] = [
  ['tenant'],
  ['customer', 'productOffering', 'sim'],
  ['user', 'subscription'],
  ['license'],
];

/**
 * Imports lines of JSON. An invalid line is reported and does not stop the import. A line that was imported before is reported as
 * unchanged. Memory grows by a few bytes per line, and by the numbers of each live subscription.
 *
 * @throws ImportError if the import cannot continue
 */
export async function importLines(
  source: ImportSource,
  dependencies: Dependencies,
  listener: ImportListener = {},
): Promise<ImportSummary> {
  const summary: ImportSummary = { created: 0, updated: 0, unchanged: 0, differs: 0, failed: 0 };
  const fail = (line: number, problems: ImportProblem[]) => {
    summary.failed += 1;
    for (const { field, reason } of problems) listener.onProblem?.({ line, field, reason });
  };

  await requireLineFile(source);
  const kinds: (LineKind | undefined)[] = [];
  const findDuplicates = createDuplicateFinder();
  for await (const raw of readLines(source)) {
    const parsed = parseRawLine(raw);
    if (Array.isArray(parsed)) fail(raw.lineNumber, parsed);
    else if (parsed)
      for (const warning of findDuplicates(raw.lineNumber, parsed))
        listener.onWarning?.({ line: raw.lineNumber, ...warning });
    kinds.push(Array.isArray(parsed) ? undefined : parsed?.kind);
    listener.onProgress?.({ phase: 'checking', bytes: raw.bytesRead });
  }
  if (summary.failed === 0 && kinds.every(kind => kind === undefined)) throw createEmptyFileError();

  const total = kinds.filter(kind => kind !== undefined).length;
  let finishedLines = 0;
  const onLineEnd = (number: number, result: ImportOutcome | ImportProblem[]) => {
    finishedLines += 1;
    if (Array.isArray(result)) fail(number, result);
    else summary[result] += 1;
    listener.onProgress?.({ phase: 'storing', lines: finishedLines, of: total });
  };
  const onCopiesChecked = (renamed: RenamedSource, items: number) =>
    listener.onProgress?.({ phase: 'renaming', renamed, items });
  /** Stores entries of one batch. @param retriedEntries - receives those that are tried again; if absent, they have failed */
  const storeEntries = async (batch: ImportEntry[], retriedEntries?: ImportEntry[]) => {
    const renamed: RenamedSource[] = [];
    await storeBatch(batch, dependencies, (entry, result) => {
      const { lineNumber } = entry;
      if (retriedEntries && Array.isArray(result) && result.every(({ isRetried }) => isRetried)) {
        retriedEntries.push(entry);
        return;
      }
      onLineEnd(lineNumber, Array.isArray(result) ? result : result.outcome);
      if (Array.isArray(result)) return;
      renamed.push(...(result.renamed ?? []));
      for (const difference of result.differences ?? []) listener.onDifference?.({ line: lineNumber, ...difference });
    });
    await propagateRenames(renamed, dependencies, onCopiesChecked);
  };
  for (const pass of importPasses) {
    const isInPass = (kind: LineKind | undefined) => kind !== undefined && pass.includes(kind);
    if (!kinds.some(isInPass)) continue;
    const entries = readEntries(source, number => isInPass(kinds[number - 1]), onLineEnd);
    const retriedEntries: ImportEntry[] = [];
    for await (const batch of groupIntoBatches(entries)) await storeEntries(batch, retriedEntries);
    for (const entry of retriedEntries) await storeEntries([entry]);
  }
  if (finishedLines < total)
    throw new ImportError('The file became shorter while it was being imported. Import it again.');
  return summary;
}

/** Parses a line. Returns undefined for a blank line. */
function parseRawLine({ bytes }: RawLine): ImportLine | ImportProblem[] | undefined {
  if (!bytes) return [{ field: '', reason: `is longer than ${maxLineBytes} bytes` }];
  return isBlankLine(bytes) ? undefined : parseImportLine(bytes);
}

/** Reads the lines of one pass. They were valid when they were checked. */
async function* readEntries(
  source: ImportSource,
  isInPass: (number: number) => boolean,
  onLineEnd: (number: number, result: ImportProblem[]) => void,
): AsyncGenerator<ImportEntry> {
  for await (const raw of readLines(source)) {
    if (!isInPass(raw.lineNumber)) continue;
    const parsed = parseRawLine(raw);
    if (parsed && !Array.isArray(parsed)) yield { lineNumber: raw.lineNumber, prepared: prepareLine(parsed) };
    else
      onLineEnd(raw.lineNumber, [
        { field: '', reason: 'was changed while it was being imported; import the file again' },
      ]);
  }
}
