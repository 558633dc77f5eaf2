import type { Ports } from '../command/ports.ts';
import { type Entry, inBatches } from './batch.ts';
import { type Kind, type Line, parseLine } from './line.ts';
import type { Outcome } from './plan.ts';
import { prepare } from './prepare.ts';
import type { Problem } from './problem.ts';
import { isBlank, maxLineBytes, type RawLine, readLines, type Source } from './read-lines.ts';
import { ImportStopped } from './stopped.ts';
import { storeBatch } from './store-batch.ts';

/** How many lines ended how. */
export type Summary = Record<Outcome | 'failed', number>;

/** A problem and the number of its line, which counts from 1. */
export interface LineProblem extends Problem {
  line: number;
}

/** All lines are checked before the first is stored. */
export type Progress = { phase: 'checking'; bytes: number } | { phase: 'storing'; lines: number; of: number };

export interface Listener {
  /** A line that failed has at least one. */
  onProblem?(problem: LineProblem): void;
  /** With every line. */
  onProgress?(progress: Progress): void;
}

/** What a line refers to goes in before it, wherever it stands in the file. */
const passes: Kind[][] = [['tenant'], ['customer', 'productOffering'], ['user', 'subscription'], ['license']];

/**
 * Imports lines of JSON. A line that is wrong is told and stops nothing; what was imported before is found unchanged. Memory does
 * not grow with the file but for a few bytes a line.
 *
 * @throws ImportStopped when it cannot go on
 */
export async function importLines(source: Source, ports: Ports, listener: Listener = {}): Promise<Summary> {
  const summary: Summary = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  const fail = (line: number, problems: Problem[]) => {
    summary.failed += 1;
    for (const problem of problems) listener.onProblem?.({ line, ...problem });
  };

  const kinds: (Kind | undefined)[] = [];
  for await (const raw of readLines(source)) {
    const parsed = parsedLine(raw);
    if (Array.isArray(parsed)) fail(raw.number, parsed);
    kinds.push(Array.isArray(parsed) ? undefined : parsed?.kind);
    listener.onProgress?.({ phase: 'checking', bytes: raw.position });
  }

  const of = kinds.filter(kind => kind !== undefined).length;
  let lines = 0;
  const onEnd = (number: number, result: Outcome | Problem[]) => {
    lines += 1;
    if (Array.isArray(result)) fail(number, result);
    else summary[result] += 1;
    listener.onProgress?.({ phase: 'storing', lines, of });
  };
  for (const pass of passes) {
    const isWanted = (kind: Kind | undefined) => kind !== undefined && pass.includes(kind);
    if (!kinds.some(isWanted)) continue;
    const entries = entriesOf(source, number => isWanted(kinds[number - 1]), onEnd);
    for await (const batch of inBatches(entries)) {
      await storeBatch(batch, ports, ({ number }, result) => onEnd(number, result));
    }
  }
  if (lines < of) throw new ImportStopped('The file became shorter while it was being imported. Import it again.');
  return summary;
}

/** Undefined for a blank line. */
function parsedLine({ bytes }: RawLine): Line | Problem[] | undefined {
  if (!bytes) return [{ field: '', reason: `is longer than ${maxLineBytes} bytes` }];
  return isBlank(bytes) ? undefined : parseLine(bytes);
}

/** The lines of one pass, which were right when they were checked. */
async function* entriesOf(
  source: Source,
  isWanted: (number: number) => boolean,
  onEnd: (number: number, result: Problem[]) => void,
): AsyncGenerator<Entry> {
  for await (const raw of readLines(source)) {
    if (!isWanted(raw.number)) continue;
    const parsed = parsedLine(raw);
    if (parsed && !Array.isArray(parsed)) yield { number: raw.number, prepared: prepare(parsed) };
    else onEnd(raw.number, [{ field: '', reason: 'was changed while it was being imported; import the file again' }]);
  }
}
