import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { InvariantViolation, type ProofEffort, type ProofPart } from './proof-part.ts';
import { createProveCommand } from './prove-command.ts';

const part = (name: string, more: Partial<ProofPart> = {}): ProofPart => ({
  ...{ name, description: `runs ${name}`, guards: ['I1', 'I2'] },
  run: async () => ({ trials: 12_345 }),
  ...more,
});

async function prove(parts: ProofPart[], ...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = { log: (text: string) => printed.push(text), error: (text: string) => errors.push(text) };
  const code = await runCommandLine(createProveCommand(parts, output), args, output);
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

describe('npm run prove', () => {
  it('prints its seed first, and at the end the number of trials, the invariants and the result of each part', async () => {
    const { code, printed } = await prove([part('one')], '--seed', '7');
    expect(code).toBe(0);
    expect(printed).toMatch(/^Seed 7\.\n/);
    expect(printed).toMatch(/^\| one +\| passed +\| 0\.\d s +\| I1 I2 +\| 12,345 trials +\|$/m);
  });

  it('chooses a new seed for each run, which repeats the run when it is given as an option', async () => {
    const seeds: number[] = [];
    const spy = part('one', {
      run: async ({ seed }: ProofEffort) => {
        seeds.push(seed);
        return {};
      },
    });
    const { printed } = await prove([spy]);
    expect(printed).toContain(`Seed ${seeds[0]}.`);
    await prove([spy], '--seed', String(seeds[0]));
    expect(seeds[1]).toBe(seeds[0]);
  });

  it('prints a violation with its trace, runs the remaining parts, and exits with 1', async () => {
    const run = async () => {
      throw new InvariantViolation('I1: twice\n  #1 sends');
    };
    const { code, printed, errors } = await prove([part('one', { run }), part('two')], '--seed', '7');
    expect(code).toBe(1);
    expect(printed).toMatch(/^\| one +\| VIOLATED/m);
    expect(printed).toMatch(/^\| two +\| passed/m);
    expect(printed).toContain('one: I1: twice\n  #1 sends');
    expect(errors).toBe('Violated: one. Repeat the run with --seed 7.');
  });

  it('treats a part that cannot run as a violation', async () => {
    const run = async () => {
      throw new TypeError('no engine');
    };
    const { code, printed } = await prove([part('one', { run })]);
    expect(code).toBe(1);
    expect(printed).toContain('TypeError: no engine');
  });

  it('skips slow parts in a short run unless they are named', async () => {
    const parts = [part('one'), part('two', { isSlow: true })];
    expect((await prove(parts)).printed).not.toMatch(/^\| two/m);
    expect((await prove(parts, '--only', 'two')).printed).toMatch(/^\| two +\| passed/m);
  });

  it('gives each part an equal share of the remaining time', async () => {
    const shares: number[] = [];
    const run = async ({ until = 0 }: ProofEffort) => {
      shares.push(Math.round((until - Date.now()) / 1000));
      return {};
    };
    await prove([part('one', { run }), part('two', { run })], '--minutes', '1');
    expect(shares).toEqual([30, 60]);
  });

  it.each([
    ['--seed', 'x', '--seed must be the whole number that the run printed.'],
    ['--minutes', '0', '--minutes must be a number above 0 and at most 1440 (one day).'],
    ['--only', 'two', '--only must be one of one.'],
  ])('rejects %s %s with one sentence', async (option, value, message) => {
    const { code, errors } = await prove([part('one')], option, value);
    expect(code).toBe(2);
    expect(errors).toBe(message);
  });
});
