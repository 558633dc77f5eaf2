import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { InvariantViolation, type ProofEffort, type ProofPart } from './proof-part.ts';
import { createProveCommand } from './prove-command.ts';

const part = (name: string, more: Partial<ProofPart> = {}): ProofPart => ({
  ...{ name, description: `${name} is tried`, guards: ['I1', 'I2'] },
  run: async () => ({ tries: 12_345 }),
  ...more,
});

async function prove(parts: ProofPart[], ...args: string[]) {
  const said: string[] = [];
  const complaints: string[] = [];
  const output = { log: (text: string) => said.push(text), error: (text: string) => complaints.push(text) };
  const code = await runCommandLine(createProveCommand(parts, output), args, output);
  return { code, said: said.join('\n'), complaints: complaints.join('\n') };
}

describe('npm run prove', () => {
  it('says its seed first, and in the end what was tried, what it guards and that it held', async () => {
    const { code, said } = await prove([part('one')], '--seed', '7');
    expect(code).toBe(0);
    expect(said).toMatch(/^Seed 7\.\n/);
    expect(said).toMatch(/^\| one +\| held +\| 0\.\d s +\| I1 I2 +\| 12,345 tries +\|$/m);
  });

  it('takes another seed each time, which repeats the run', async () => {
    const seeds: number[] = [];
    const spy = part('one', {
      run: async ({ seed }: ProofEffort) => {
        seeds.push(seed);
        return {};
      },
    });
    const { said } = await prove([spy]);
    expect(said).toContain(`Seed ${seeds[0]}.`);
    await prove([spy], '--seed', String(seeds[0]));
    expect(seeds[1]).toBe(seeds[0]);
  });

  it('shows what did not hold and how it came to it, tries the rest, and ends with 1', async () => {
    const run = async () => {
      throw new InvariantViolation('I1: twice\n  #1 sends');
    };
    const { code, said, complaints } = await prove([part('one', { run }), part('two')], '--seed', '7');
    expect(code).toBe(1);
    expect(said).toMatch(/^\| one +\| VIOLATED/m);
    expect(said).toMatch(/^\| two +\| held/m);
    expect(said).toContain('one: I1: twice\n  #1 sends');
    expect(complaints).toBe('Not held: one. Repeat with --seed 7.');
  });

  it('takes what it could not try for not held', async () => {
    const run = async () => {
      throw new TypeError('no engine');
    };
    const { code, said } = await prove([part('one', { run })]);
    expect(code).toBe(1);
    expect(said).toContain('TypeError: no engine');
  });

  it('leaves slow parts out of a short run, unless they are named', async () => {
    const parts = [part('one'), part('two', { isSlow: true })];
    expect((await prove(parts)).said).not.toMatch(/^\| two/m);
    expect((await prove(parts, '--only', 'two')).said).toMatch(/^\| two +\| held/m);
  });

  it('gives each part its share of the minutes', async () => {
    const shares: number[] = [];
    const run = async ({ until = 0 }: ProofEffort) => {
      shares.push(Math.round((until - Date.now()) / 1000));
      return {};
    };
    await prove([part('one', { run }), part('two', { run })], '--minutes', '1');
    expect(shares).toEqual([30, 60]);
  });

  it.each([
    ['--seed', 'x', '--seed must be a whole number, as the run printed it.'],
    ['--minutes', '0', '--minutes must be a number above 0, at most a day.'],
    ['--only', 'two', '--only must be one of one.'],
  ])('refuses %s %s in one sentence', async (option, value, sentence) => {
    const { code, complaints } = await prove([part('one')], option, value);
    expect(code).toBe(2);
    expect(complaints).toBe(sentence);
  });
});
