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

/** The command line that tries to break what is promised. */
export function createProveCommand(parts: readonly ProofPart[], output: CommandOutput): Command {
  return new Command('npm run prove --')
    .description('Tries to break what is promised: by faults, crashes, races and changed conditions.')
    .option('--seed <number>', 'repeats a run', parseWholeNumber('--seed'), randomInt(2 ** 31))
    .option('--minutes <number>', 'how long to try, in all (default: a short run)', parsePositiveNumber('--minutes'))
    .option(
      '--only <part>',
      `one of ${parts.map(({ name }) => name).join(', ')}; may be repeated`,
      (name: string, names: string[]) => [...names, requirePart(name, parts)],
      [],
    )
    .action(async ({ seed, minutes, only }: Options) => {
      output.log(`Seed ${seed}${minutes === undefined ? '' : `, ${minutes} minutes`}.`);
      const chosen = parts.filter(({ name, isSlow: slow }) =>
        only.length === 0 ? !slow || minutes !== undefined : only.includes(name),
      );
      const results = await runParts(chosen, seed, minutes, output);
      output.log(renderSummary(results));
      const broken = results.filter(({ violation }) => violation !== undefined);
      if (broken.length === 0) return;
      throw new UserError(`Not held: ${broken.map(({ part }) => part.name).join(', ')}. Repeat with --seed ${seed}.`);
    });
}

/** One after the other, each with its share of the time that is left. */
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
    // Not to be able to try is no proof either.
    return { counts: {}, violation: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const parseWholeNumber = (option: string) => (text: string) => {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be a whole number, as the run printed it.`);
};

const parsePositiveNumber = (option: string) => (text: string) => {
  const value = Number(text);
  if (value > 0 && value <= 24 * 60) return value;
  throw new UsageError(`${option} must be a number above 0, at most a day.`);
};

function requirePart(name: string, parts: readonly ProofPart[]): string {
  if (parts.some(part => part.name === name)) return name;
  throw new UsageError(`--only must be one of ${parts.map(part => part.name).join(', ')}.`);
}
