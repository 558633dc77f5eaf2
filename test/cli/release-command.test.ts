import { describe, expect, it } from 'vitest';
import { createReleaseCommand } from '../../tools/cli/release-command.ts';
import { type AliasMove, planAliasMoves, type ReleasedFunction } from '../../tools/cli/release-plan.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { recordOutput } from '../support/record-output.ts';

const changed: ReleasedFunction = {
  functionName: 'connect-dev-create-license',
  liveVersion: 10,
  releasedVersion: 10,
  isNew: true,
  versions: [2, 9, 10],
};
const unchanged: ReleasedFunction = { ...changed, functionName: 'connect-dev-get-license', isNew: false };

describe('the plan of a move', () => {
  it('back takes each function of the last release to the version before it', () => {
    expect(planAliasMoves([changed, unchanged], 'back')).toEqual([
      { functionName: 'connect-dev-create-license', from: 10, to: 9 },
    ]);
  });

  it('back leaves a function that has no version before', () => {
    expect(planAliasMoves([{ ...changed, versions: [10] }], 'back')).toEqual([]);
  });

  it('forward takes every function to the version that CloudFormation released', () => {
    const moved = { ...unchanged, liveVersion: 2 };
    expect(planAliasMoves([{ ...changed, liveVersion: 9 }, moved], 'forward')).toEqual([
      { functionName: 'connect-dev-create-license', from: 9, to: 10 },
      { functionName: 'connect-dev-get-license', from: 2, to: 10 },
    ]);
  });

  it.each(['back', 'forward'] as const)('%s moves nothing a second time', direction => {
    const moves = planAliasMoves([changed], direction);
    const after = { ...changed, liveVersion: moves[0]?.to ?? changed.liveVersion };
    expect(planAliasMoves([after], direction)).toEqual([]);
  });
});

async function run(functions: ReleasedFunction[] | undefined, ...args: string[]) {
  const moved: AliasMove[] = [];
  const { output, said } = recordOutput();
  const open = () => ({
    readFunctions: async () => functions,
    moveAlias: async (move: AliasMove) => {
      moved.push(move);
    },
  });
  const code = await runCommandLine(createReleaseCommand(open, output), args, output);
  return { code, moved, ...said };
}

describe('connect-api release', () => {
  it('moves back, and says what to do before the next release', async () => {
    expect(await run([changed], '--stage', 'dev', '--back')).toEqual({
      code: 0,
      moved: [{ functionName: 'connect-dev-create-license', from: 10, to: 9 }],
      out: 'connect-dev-create-license: version 10 → 9\nFunctions moved back: 1. Before the next release, run: npx connect-api release --stage dev --forward\n',
      err: '',
    });
  });

  it('moves forward, also when there is nothing to move or no stage yet', async () => {
    expect(await run([{ ...changed, liveVersion: 9 }], '--stage', 'dev', '--forward')).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('Functions moved forward: 1.') },
    });
    expect(await run([changed], '--stage', 'dev', '--forward')).toMatchObject({
      ...{ code: 0, moved: [], out: 'Every function already has the version of the last release.\n' },
    });
    expect(await run(undefined, '--stage', 'dev', '--forward')).toMatchObject({ code: 0, moved: [] });
  });

  it('explains that there is no stage to move back', async () => {
    expect(await run(undefined, '--stage', 'dev', '--back')).toMatchObject({
      ...{ code: 1, err: 'The stage dev is not deployed in this account and region.\n' },
    });
  });

  it.each([
    [['--stage', 'dev'], 'name a direction, --back or --forward'],
    [['--back'], "required option '--stage <name>' not specified"],
    [['--stage', 'dev', '--back', '--forward'], "option '--back' cannot be used with option '--forward'"],
    [['--stage', 'nope', '--back'], 'It must be a stage in cdk.json'],
  ])('refuses %j', async (args, sentence) => {
    expect(await run([changed], ...args)).toMatchObject({ code: 2, moved: [], err: expect.stringContaining(sentence) });
  });
});
