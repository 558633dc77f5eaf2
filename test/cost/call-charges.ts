import type { Charge } from './charge.ts';
import { costAssumptions } from './cost-assumptions.ts';
import type { OperationUnits } from './measured-units.ts';
import type { CpuTimes } from './run-durations.ts';
import type { FunctionRun, StageParts } from './stage-parts.ts';

/** The charges of a million of something. */
export interface ChargedMillion {
  title: string;
  charges: Charge[];
}

/** Lists the charges of a million calls: a command, its replay and a read. */
export function listCallCharges(
  parts: StageParts,
  unitsOf: (operation: string) => OperationUnits,
  cpu: CpuTimes,
): ChargedMillion[] {
  const create = unitsOf('createLicense');
  const runs: [string, FunctionRun][] = [
    [
      '`createLicense`',
      {
        ...{ name: 'create-license', units: create.first, log: 'createLicense' },
        steps: { reads: 1, transactions: 1, cpuMs: cpu('first call') },
      },
    ],
    [
      'its replay',
      {
        ...{ name: 'create-license', units: create.replay, log: 'replay' },
        steps: { reads: 1, cpuMs: cpu('replay') },
      },
    ],
    [
      '`getLicense`',
      {
        ...{ name: 'get-license', units: unitsOf('getLicense').first, log: 'getLicense' },
        steps: { reads: 1, cpuMs: cpu('read') },
      },
    ],
  ];
  return runs.map(([title, run]) => ({
    title,
    charges: [...parts.listRequestCharges(), ...parts.listRunCharges(run, costAssumptions.traceShare)],
  }));
}
