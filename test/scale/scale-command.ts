import { Command } from 'commander';
import { UserError } from '../../lib/user-error.ts';
import type { CommandOutput } from '../../tools/cli/run-tool.ts';
import { readOperationUnits } from '../cost/measured-units.ts';
import { type PeakDayPlan, type PeakDayResult, runPeakDay } from './peak-day.ts';
import { computeCeilings, renderCeilings } from './scale-ceilings.ts';
import { scaleDocument } from './scale-document.ts';
import { completePlans } from './scale-plans.ts';
import { renderPeakDays, renderYear } from './scale-report.ts';
import { runYearGrowth } from './year-growth.ts';

interface ScaleOptions {
  ceilings?: boolean;
  check?: boolean;
}

/** Creates the command line of `npm run scale`, which writes the figures of docs/scale.md. */
export function createScaleCommand(output: CommandOutput): Command {
  return new Command('npm run scale --')
    .description(
      'Computes the ceilings, simulates a year and a day with a million scheduled changes, and writes docs/scale.md.',
    )
    .option('--ceilings', 'only compute the ceilings')
    .option('--check', 'compare with docs/scale.md instead of writing it')
    .action(async ({ ceilings, check }: ScaleOptions) => {
      const save = (name: string, content: string) =>
        check ? scaleDocument.check(name, content) : scaleDocument.write(name, content);
      await save('ceilings', renderCeilings(computeCeilings(await readOperationUnits())));
      if (ceilings) return;
      output.log('A year of growth of the largest tenant');
      await save('year', renderYear(await runYearGrowth(completePlans.year)));
      const { million, events, warmEvents } = completePlans;
      const days: [string, PeakDayPlan][] = [
        ['events, new tables', events],
        ['events, `activity` warmed up', warmEvents],
        ['a million', million],
      ];
      const results: [string, PeakDayResult][] = [];
      for (const [name, plan] of days) {
        output.log(`A day with ${plan.changes} scheduled changes: ${name}`);
        const result = await runPeakDay(plan);
        if (result.lost.length > 0) throw new UserError(`The simulation lost something:\n${result.lost.join('\n')}`);
        if (result.delays.length > 0)
          throw new UserError(`The simulation delayed other tenants:\n${result.delays.join('\n')}`);
        results.push([name, result]);
      }
      await save('peak', renderPeakDays(results));
    });
}
