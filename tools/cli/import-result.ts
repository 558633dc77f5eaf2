import type { ImportListener, ImportSummary, LineDifference, LineProblem } from '../../lib/import/import-lines.ts';

/** The maximum number of entries in each list of the JSON result, so that memory is bounded for a file of any size. */
const maxListedEntries = 100_000;

/** Collects the result of an import for `--json`, and formats it. */
export function createImportResult({ dryRun }: { dryRun: boolean }) {
  const problems = createEntryList<LineProblem>();
  const warnings = createEntryList<LineProblem>();
  const differences = createEntryList<LineDifference>();
  const listener: ImportListener = {
    onProblem: problems.add,
    onWarning: warnings.add,
    onDifference: differences.add,
  };
  return {
    listener,
    /** @param error - the sentence about the error that ended the import */
    toJson: (summary: ImportSummary | undefined, error?: string): string =>
      JSON.stringify({
        dryRun,
        ...(error !== undefined && { error }),
        ...summary,
        problems: problems.entries,
        warnings: warnings.entries,
        differences: differences.entries,
        omittedEntries: [problems, warnings, differences].reduce((total, list) => total + list.omitted(), 0),
      }),
    toText({ created, updated, unchanged, differs, failed }: ImportSummary): string {
      const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${differs} differ, ${failed} failed`;
      return dryRun ? `Dry run, nothing was written: ${counts}` : counts;
    },
  };
}

function createEntryList<T>() {
  const entries: T[] = [];
  let omitted = 0;
  return {
    entries,
    add(entry: T): void {
      if (entries.length < maxListedEntries) entries.push(entry);
      else omitted += 1;
    },
    omitted: () => omitted,
  };
}
