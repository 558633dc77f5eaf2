import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { Unusable } from '../../infra/local/unusable.ts';
import { Misused, type Output } from '../../infra/tools/run-tool.ts';
import { type Counts, type Part, Violated } from './part.ts';
import { type Result, summaryOf } from './summary.ts';

interface Options {
  seed: number;
  minutes?: number;
  only: string[];
}

/** The command line that tries to break what is promised. */
export function proveProgram(parts: readonly Part[], output: Output): Command {
  return new Command('npm run prove --')
    .description('Tries to break what is promised: by faults, crashes, races and changed conditions.')
    .option('--seed <number>', 'repeats a run', wholeNumber('--seed'), randomInt(2 ** 31))
    .option('--minutes <number>', 'how long to try, in all (default: a short run)', positive('--minutes'))
    .option(
      '--only <part>',
      `one of ${parts.map(({ name }) => name).join(', ')}; may be repeated`,
      (name: string, names: string[]) => [...names, known(name, parts)],
      [],
    )
    .action(async ({ seed, minutes, only }: Options) => {
      output.log(`Seed ${seed}${minutes === undefined ? '' : `, ${minutes} minutes`}.`);
      const chosen = parts.filter(({ name, slow }) =>
        only.length === 0 ? !slow || minutes !== undefined : only.includes(name),
      );
      const results = await runAll(chosen, seed, minutes, output);
      output.log(summaryOf(results));
      const broken = results.filter(({ violation }) => violation !== undefined);
      if (broken.length === 0) return;
      throw new Unusable(`Not held: ${broken.map(({ part }) => part.name).join(', ')}. Repeat with --seed ${seed}.`);
    });
}

/** One after the other, each with its share of the time that is left. */
async function runAll(parts: readonly Part[], seed: number, minutes: number | undefined, output: Output) {
  const end = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
  const results: Result[] = [];
  for (const [index, part] of parts.entries()) {
    const start = Date.now();
    const until = end === undefined ? undefined : start + (end - start) / (parts.length - index);
    output.log(`${part.name}: ${part.tries} …`);
    results.push({ part, ...(await tried(part.run({ seed, until }))), ms: Date.now() - start });
  }
  return results;
}

async function tried(run: Promise<Counts>): Promise<{ counts: Counts; violation?: string }> {
  try {
    return { counts: await run };
  } catch (error) {
    if (error instanceof Violated) return { counts: {}, violation: error.message };
    // Not to be able to try is no proof either.
    return { counts: {}, violation: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const wholeNumber = (option: string) => (text: string) => {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new Misused(`${option} must be a whole number, as the run printed it.`);
};

const positive = (option: string) => (text: string) => {
  const value = Number(text);
  if (value > 0 && value <= 24 * 60) return value;
  throw new Misused(`${option} must be a number above 0, at most a day.`);
};

function known(name: string, parts: readonly Part[]): string {
  if (parts.some(part => part.name === name)) return name;
  throw new Misused(`--only must be one of ${parts.map(part => part.name).join(', ')}.`);
}
