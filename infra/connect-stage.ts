import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiStack } from './api-stack.ts';
import { DataStack } from './data-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import type { StageSettings } from './stage-settings.ts';

/** The stacks of a stage: one stores the data, one serves requests, one watches both. */
export interface StageStacks {
  data: DataStack;
  api: ApiStack;
  monitoring: MonitoringStack;
}

export function addStageStacks(scope: Construct, settings: StageSettings, bundles: string): StageStacks {
  const data = new DataStack(scope, settings);
  const api = new ApiStack(scope, settings, data.tableNames, bundles);
  api.addStackDependency(data, 'the functions find their tables by name');
  const monitoring = new MonitoringStack(scope, settings, data.tableNames, api.alarmNames);
  monitoring.addStackDependency(api, 'the alarms notify the topic of the API stack');
  return { data, api, monitoring };
}

/** The stacks of a stage as one step of the pipeline. */
export class ConnectStage extends Stage {
  readonly stacks: StageStacks;

  constructor(scope: Construct, settings: StageSettings, bundles: string) {
    super(scope, settings.name, { env: settings.env });
    this.stacks = addStageStacks(this, settings, bundles);
  }
}
