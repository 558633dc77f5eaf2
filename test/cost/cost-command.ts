import { Command } from 'commander';
import type { CommandOutput } from '../../tools/cli/run-tool.ts';
import { computeCostParts, readStageParts } from './compute-costs.ts';
import { costDocument } from './cost-document.ts';

/** Creates the command line of `npm run cost`, which writes the tables of docs/cost.md. */
export function createCostCommand(output: CommandOutput): Command {
  return new Command('npm run cost --')
    .description(
      'Computes what an idle stage and a million calls cost, from the templates and the measured units, and writes docs/cost.md.',
    )
    .option('--check', 'compare with docs/cost.md instead of writing it')
    .action(async ({ check }: { check?: boolean }) => {
      const parts = await computeCostParts(await readStageParts('dev'), await readStageParts('production'));
      for (const { name, content } of parts) {
        if (check) await costDocument.check(name, content);
        else await costDocument.write(name, content);
        output.log(`${content}\n`);
      }
    });
}
