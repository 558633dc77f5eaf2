import { Command, Option } from 'commander';
import { UserError } from '../../lib/user-error.ts';
import { planAliasMoves, type ReleaseDirection } from './release-plan.ts';
import type { CommandOutput } from './run-tool.ts';
import { createStageOption } from './stage-option.ts';
import type { StageReleases } from './stage-releases.ts';

interface ReleaseOptions {
  stage: string;
  back?: true;
  forward?: true;
}

/** The command `connect-api release`. */
export const createReleaseCommand = (openReleases: (stage: string) => StageReleases, output: CommandOutput): Command =>
  new Command('connect-api release')
    .description(
      'Moves the functions of a stage back to the versions before its last release, within seconds.\n' +
        'Move them forward again right before the next release, which fails otherwise.',
    )
    .addOption(createStageOption().makeOptionMandatory())
    .addOption(
      new Option('--back', 'to the versions before the last release, where it changed a function').conflicts('forward'),
    )
    .option('--forward', 'to the versions of the last release')
    .action(async ({ stage, back, forward }: ReleaseOptions, command: Command) => {
      if (!back && !forward) command.error('error: name a direction, --back or --forward');
      await moveAliases(openReleases(stage), stage, back ? 'back' : 'forward', output);
    });

async function moveAliases(
  releases: StageReleases,
  stage: string,
  direction: ReleaseDirection,
  output: CommandOutput,
): Promise<void> {
  const functions = await releases.readFunctions();
  if (!functions) {
    if (direction === 'back') throw new UserError(`The stage ${stage} is not deployed in this account and region.`);
    output.log(`The stage ${stage} is not deployed yet, so there is nothing to move.`);
    return;
  }
  const moves = planAliasMoves(functions, direction);
  for (const move of moves) {
    await releases.moveAlias(move);
    output.log(`${move.functionName}: version ${move.from} → ${move.to}`);
  }
  output.log(describeResult(moves.length, stage, direction));
}

function describeResult(moved: number, stage: string, direction: ReleaseDirection): string {
  if (direction === 'forward') {
    return moved === 0
      ? 'Every function already has the version of the last release.'
      : `Functions moved forward: ${moved}.`;
  }
  if (moved === 0) return 'Nothing to move: the last update changed no function, or all were moved back before.';
  return `Functions moved back: ${moved}. Before the next release, run: npx connect-api release --stage ${stage} --forward`;
}
