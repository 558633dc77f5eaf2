import { Presets, SingleBar } from 'cli-progress';
import type { LineProblem, Listener, Progress } from '../../lib/import/import-lines.ts';

/** So many are told one by one; a file of the wrong kind must not flood a terminal. */
const maxTold = 1000;
const plainEveryMs = 5000;

/** Tells problems and progress on stderr: a bar on a terminal, now and then a line elsewhere. */
export function importReport(stderr: NodeJS.WriteStream, fileBytes: number, now: () => number) {
  const progress = stderr.isTTY ? progressBar(stderr, fileBytes) : progressLines(stderr, fileBytes, now);
  let problems = 0;
  const listener: Required<Listener> = {
    onProblem(problem) {
      problems += 1;
      if (problems <= maxTold) progress.say(sentence(problem));
    },
    onProgress: progress.show,
  };
  return {
    listener,
    /** Must be called at the end, whatever it is. */
    end() {
      progress.end();
      if (problems > maxTold) stderr.write(`${problems - maxTold} more problems are not shown.\n`);
    },
  };
}

/** A line can hold anything, also what would rule the terminal. */
const sentence = ({ line, field, reason }: LineProblem): string =>
  [`line ${line}`, field, reason]
    .filter(Boolean)
    .join(': ')
    .replace(/\p{Cc}/gu, ' ');

interface Display {
  show(progress: Progress): void;
  say(text: string): void;
  end(): void;
}

function progressLines(stderr: NodeJS.WriteStream, fileBytes: number, now: () => number): Display {
  let last = now();
  return {
    show(progress) {
      if (now() - last < plainEveryMs) return;
      last = now();
      const { done, of } = shareOf(progress, fileBytes);
      stderr.write(`${progress.phase}: ${Math.floor((100 * done) / of)} % of ${of} ${unitOf(progress)}\n`);
    },
    say: text => stderr.write(`${text}\n`),
    end() {},
  };
}

function progressBar(stderr: NodeJS.WriteStream, fileBytes: number): Display {
  const format = '{phase} {bar} {percentage} % of {total} {unit} | {eta_formatted} left';
  const bar = new SingleBar({ format, stream: stderr, hideCursor: true }, Presets.shades_classic);
  let phase: Progress['phase'] | undefined;
  return {
    show(progress) {
      const { done, of } = shareOf(progress, fileBytes);
      if (phase === progress.phase) return bar.update(done);
      if (phase) bar.stop();
      phase = progress.phase;
      bar.start(of, done, { phase, unit: unitOf(progress) });
    },
    // Over the bar, which is drawn anew below it.
    say: text => stderr.write(`\r\u001b[K${text}\n`),
    end() {
      bar.stop();
    },
  };
}

const shareOf = (progress: Progress, fileBytes: number): { done: number; of: number } =>
  progress.phase === 'checking'
    ? { done: progress.bytes, of: Math.max(1, fileBytes) }
    : { done: progress.lines, of: progress.of };

const unitOf = ({ phase }: Progress): string => (phase === 'checking' ? 'bytes' : 'lines');
