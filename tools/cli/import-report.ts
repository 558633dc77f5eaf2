import { Presets, SingleBar } from 'cli-progress';
import type { ImportListener, ImportProgress, LineDifference, LineProblem } from '../../lib/import/import-lines.ts';

/** The limit of problems that are printed: a file of the wrong kind must not flood a terminal. */
const maxReportedProblems = 1000;
const plainProgressIntervalMs = 5000;

/** Returns true if an output understands escape codes. */
const isRichTerminal = (
  { isTTY }: Pick<NodeJS.WriteStream, 'isTTY'>,
  { TERM, NO_COLOR }: Record<string, string | undefined>,
): boolean => isTTY && TERM !== 'dumb' && !NO_COLOR;

/** Prints problems and progress to stderr: a progress bar on a terminal, otherwise a line every few seconds. */
export function createImportReport(
  stderr: NodeJS.WriteStream,
  fileBytes: number,
  now: () => number,
  environment: Record<string, string | undefined> = process.env,
) {
  const progress = isRichTerminal(stderr, environment)
    ? createProgressBar(stderr, fileBytes)
    : createProgressLines(stderr, fileBytes, now);
  let problems = 0;
  let isInterrupted = false;
  let stored: { lines: number; of: number } | undefined;
  const writeProblem = (prefix: string, problem: LineProblem) => {
    if (isInterrupted) return;
    problems += 1;
    if (problems <= maxReportedProblems) progress.writeLine(`${prefix}${formatProblem(problem)}`);
  };
  const listener: Required<ImportListener> = {
    onProblem: problem => writeProblem('', problem),
    onWarning: warning => writeProblem('warning: ', warning),
    onDifference: difference => {
      const { line, field } = difference;
      writeProblem('differs: ', { line, field, reason: describeDifference(difference) });
    },
    onProgress(current) {
      if (isInterrupted) return;
      if (current.phase === 'storing') stored = current;
      progress.show(current);
    },
  };
  return {
    listener,
    /** Reports that a signal ends the import, and prints nothing more. */
    interrupt({ dryRun }: { dryRun: boolean }) {
      if (isInterrupted) return;
      isInterrupted = true;
      progress.end();
      stderr.write(`${formatInterruption(dryRun ? undefined : stored)}\n`);
    },
    /** Must be called at the end, also after an error. */
    end() {
      if (isInterrupted) return;
      progress.end();
      if (problems > maxReportedProblems)
        stderr.write(`${problems - maxReportedProblems} more problems, warnings and differences are not shown.\n`);
    },
  };
}

const formatInterruption = (stored: { lines: number; of: number } | undefined): string =>
  stored === undefined
    ? 'Interrupted. Nothing was imported.'
    : `Interrupted after ${stored.lines} of ${stored.of} lines. To go on, import the file again: lines that are stored are unchanged.`;

const describeDifference = ({ inFile, stored, isErased }: LineDifference): string =>
  isErased
    ? 'is not stored because the personal data was erased; to store it again, add "erase": false to the line'
    : `${toText(inFile)} in the file, ${toText(stored)} stored`;

const toText = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

/** Removes control characters: a line can hold anything, including escape sequences of the terminal. */
const formatProblem = ({ line, field, reason }: LineProblem): string =>
  [`line ${line}`, field, reason]
    .filter(Boolean)
    .join(': ')
    .replace(/\p{Cc}/gu, ' ');

interface Display {
  show(progress: ImportProgress): void;
  writeLine(text: string): void;
  end(): void;
}

function createProgressLines(stderr: NodeJS.WriteStream, fileBytes: number, now: () => number): Display {
  let lastShownMs = now();
  return {
    show(progress) {
      if (now() - lastShownMs < plainProgressIntervalMs) return;
      lastShownMs = now();
      if (progress.phase === 'renaming') return void stderr.write(`${formatRenaming(progress)}\n`);
      const { done, of } = toProgressShare(progress, fileBytes);
      stderr.write(`${progress.phase}: ${Math.floor((100 * done) / of)} % of ${of} ${toProgressUnit(progress)}\n`);
    },
    writeLine: text => stderr.write(`${text}\n`),
    end() {},
  };
}

function createProgressBar(stderr: NodeJS.WriteStream, fileBytes: number): Display {
  const format = '{phase} {bar} {percentage} % of {total} {unit} | {eta_formatted} left{detail}';
  const bar = new SingleBar({ format, stream: stderr, hideCursor: true }, Presets.shades_classic);
  let phase: LineProgress['phase'] | undefined;
  return {
    show(progress) {
      if (progress.phase === 'renaming') return bar.update({ detail: ` | ${formatRenaming(progress)}` });
      const { done, of } = toProgressShare(progress, fileBytes);
      if (phase === progress.phase) return bar.update(done, { detail: '' });
      if (phase) bar.stop();
      phase = progress.phase;
      bar.start(of, done, { phase, unit: toProgressUnit(progress), detail: '' });
    },
    // Overwrites the bar, which is then drawn again below the text.
    writeLine: text => stderr.write(`\r\u001b[K${text}\n`),
    end() {
      bar.stop();
    },
  };
}

type LineProgress = Exclude<ImportProgress, { phase: 'renaming' }>;

const formatRenaming = ({ renamed, items }: Extract<ImportProgress, { phase: 'renaming' }>): string =>
  `renamed ${renamed.kind} ${renamed.id}: ${items} items checked`;

const toProgressShare = (progress: LineProgress, fileBytes: number): { done: number; of: number } =>
  progress.phase === 'checking'
    ? { done: progress.bytes, of: Math.max(1, fileBytes) }
    : { done: progress.lines, of: progress.of };

const toProgressUnit = ({ phase }: LineProgress): string => (phase === 'checking' ? 'bytes' : 'lines');
