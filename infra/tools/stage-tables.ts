import type { TableNames } from '../../lib/store/table.ts';
import { dataStackName, tableOutputs } from '../names.ts';
import { type Described, describeStack, outputOf } from './stage-outputs.ts';

/**
 * Asks CloudFormation for the tables of a stage. A restored table takes the place of the stage's own by the same outputs.
 *
 * @throws Unusable
 */
export const findStageTables = async (stage: string): Promise<TableNames> =>
  tablesIn(await describeStack(stage, dataStackName(stage)), stage);

/** The tables that a data stack names in its outputs. @throws Unusable for a stack that is not, or not yet, one of ours */
export function tablesIn(described: Described, stage: string): TableNames {
  const nameOf = (output: string): string => outputOf(described, { stage, stack: dataStackName(stage) }, output);
  return {
    connect: nameOf(tableOutputs.connect),
    idempotency: nameOf(tableOutputs.idempotency),
    apiKeys: nameOf(tableOutputs.apiKeys),
    webhooks: nameOf(tableOutputs.webhooks),
  };
}
