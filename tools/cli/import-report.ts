import { Presets, SingleBar } from 'cli-progress';
import type { ImportListener, ImportProgress, LineDifference, LineProblem } from '../../lib/import/import-lines.ts';

/** The limit of problems that are printed: a file of the wrong kind must not flood a terminal. */
const maxReportedProblems = 1000;
const plainProgressIntervalMs = 5000;

/** Prints problems and progress to stderr: a progress bar on a terminal, otherwise a line every few seconds. */
export function createImportReport(stderr: NodeJS.WriteStream, fileBytes: number, now: () => number) {
  const progress = stderr.isTTY ? createProgressBar(stderr, fileBytes) : createProgressLines(stderr, fileBytes, now);
  let problems = 0;
  const writeProblem = (prefix: string, problem: LineProblem) => {
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
    onProgress: progress.show,
  };
  return {
    listener,
    /** Must be called at the end, also after an error. */
    end() {
      progress.end();
      if (problems > maxReportedProblems)
        stderr.write(`${problems - maxReportedProblems} more problems, warnings and differences are not shown.\n`);
    },
  };
}

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
