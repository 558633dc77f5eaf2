import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { UsageError, UserError } from '../../lib/user-error.ts';
import type { CommandOutput } from '../../tools/cli/run-tool.ts';
import { InvariantViolation, type ProofPart, type TrialCounts } from './proof-part.ts';
import { type PartResult, renderSummary } from './proof-summary.ts';

interface Options {
  seed: number;
  minutes?: number;
  only: string[];
}

/** Creates the command line of `npm run prove`, which searches for violations of the invariants. */
export function createProveCommand(parts: readonly ProofPart[], output: CommandOutput): Command {
  return new Command('npm run prove --')
    .description('Searches for violations of the guarantees with faults, crashes, races and mutants.')
    .option(
      '--seed <number>',
      'seed of the run; the same seed repeats it',
      parseWholeNumber('--seed'),
      randomInt(2 ** 31),
    )
    .option('--minutes <number>', 'total duration of the run (default: a short run)', parsePositiveNumber('--minutes'))
    .option(
      '--only <part>',
      `run one part: ${parts.map(({ name }) => name).join(', ')}; can be repeated`,
      (name: string, names: string[]) => [...names, requirePart(name, parts)],
      [],
    )
    .action(async ({ seed, minutes, only }: Options) => {
      output.log(`Seed ${seed}${minutes === undefined ? '' : `, ${minutes} minutes`}.`);
      const chosen = parts.filter(({ name, isSlow }) =>
        only.length === 0 ? !isSlow || minutes !== undefined : only.includes(name),
      );
      const results = await runParts(chosen, seed, minutes, output);
      output.log(renderSummary(results));
      const violated = results.filter(({ violation }) => violation !== undefined);
      if (violated.length === 0) return;
      throw new UserError(
        `Violated: ${violated.map(({ part }) => part.name).join(', ')}. Repeat the run with --seed ${seed}.`,
      );
    });
}

/** Runs the parts one after the other, each with an equal share of the remaining time. */
async function runParts(parts: readonly ProofPart[], seed: number, minutes: number | undefined, output: CommandOutput) {
  const end = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
  const results: PartResult[] = [];
  for (const [index, part] of parts.entries()) {
    const start = Date.now();
    const until = end === undefined ? undefined : start + (end - start) / (parts.length - index);
    output.log(`${part.name}: ${part.description} …`);
    results.push({ part, ...(await runPart(part.run({ seed, until }))), ms: Date.now() - start });
  }
  return results;
}

async function runPart(run: Promise<TrialCounts>): Promise<{ counts: TrialCounts; violation?: string }> {
  try {
    return { counts: await run };
  } catch (error) {
    if (error instanceof InvariantViolation) return { counts: {}, violation: error.message };
    // A part that cannot run proves nothing, so it counts as a violation.
    return { counts: {}, violation: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const parseWholeNumber = (option: string) => (text: string) => {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be the whole number that the run printed.`);
};

const parsePositiveNumber = (option: string) => (text: string) => {
  const value = Number(text);
  if (value > 0 && value <= 24 * 60) return value;
  throw new UsageError(`${option} must be a number above 0 and at most 1440 (one day).`);
};

function requirePart(name: string, parts: readonly ProofPart[]): string {
  if (parts.some(part => part.name === name)) return name;
  throw new UsageError(`--only must be one of ${parts.map(part => part.name).join(', ')}.`);
}
