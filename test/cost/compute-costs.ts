import { listCallCharges } from './call-charges.ts';
import {
  renderAssumptions,
  renderChain,
  renderIdleCosts,
  renderMetrics,
  renderMillions,
  renderPrices,
} from './cost-report.ts';
import { listEventCharges } from './event-charges.ts';
import { type IdleCost, listIdleCosts } from './idle-stage.ts';
import { readJobUnits, readOperationUnits } from './measured-units.ts';
import { readCpuTimes } from './run-durations.ts';
import { StageParts } from './stage-parts.ts';
import { type CostedStage, synthesizeStage } from './synthesize-stage.ts';

/** A part of docs/cost.md. */
export interface CostPart {
  name: string;
  content: string;
}

/** Reads a stage from its templates. */
export const readStageParts = async (stage: CostedStage): Promise<StageParts> =>
  new StageParts(stage, await synthesizeStage(stage));

/** Computes the costs of an idle stage from its templates. */
export const computeIdleCosts = async (parts: StageParts): Promise<IdleCost[]> =>
  listIdleCosts(parts, { units: await readJobUnits(), cpu: await readCpuTimes() });

/** Computes all parts of docs/cost.md that the command writes. The variable costs are those of production. */
export async function computeCostParts(dev: StageParts, production: StageParts): Promise<CostPart[]> {
  const calls = listCallCharges(production, await readOperationUnits(), await readCpuTimes());
  const events = listEventCharges(production, await readJobUnits());
  const idle = [
    { stage: 'dev', costs: await computeIdleCosts(dev) },
    { stage: 'production', costs: await computeIdleCosts(production) },
  ];
  const [create] = calls;
  return [
    { name: 'idle', content: renderIdleCosts(idle) },
    { name: 'metrics', content: renderMetrics(production) },
    { name: 'calls', content: renderMillions(calls) },
    { name: 'events', content: renderMillions(events) },
    { name: 'chain', content: create ? renderChain(create, events) : '' },
    { name: 'assumptions', content: renderAssumptions() },
    { name: 'prices', content: renderPrices() },
  ];
}
