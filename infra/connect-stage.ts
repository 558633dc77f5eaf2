import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiStack } from './api-stack.ts';
import { DataStack } from './data-stack.ts';
import { FunctionsStack } from './functions-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { setRemovalPolicies } from './removal-policies.ts';
import type { FunctionGroup } from './resource-names.ts';
import { SignInStack } from './sign-in-stack.ts';
import type { StageSettings } from './stage-settings.ts';

/** The stacks of a stage, in the order in which they are deployed: data and sign-in, functions, gateway, monitoring. */
export interface StageStacks {
  data: DataStack;
  signIn: SignInStack;
  functions: Record<FunctionGroup, FunctionsStack>;
  api: ApiStack;
  /** Absent in a stage without alarms and without a dashboard. */
  monitoring?: MonitoringStack;
}

export function addStageStacks(scope: Construct, settings: StageSettings, bundles: string): StageStacks {
  const data = new DataStack(scope, settings);
  const { tableNames } = data;
  const signIn = new SignInStack(scope, settings);
  const addFunctions = (group: FunctionGroup) => {
    const stack = new FunctionsStack(scope, settings, tableNames, bundles, group);
    stack.addStackDependency(data, 'the functions find their tables by name');
    stack.addStackDependency(signIn, 'the functions read the IDs of the user pool from parameters');
    return stack;
  };
  const functions = { api: addFunctions('api'), portal: addFunctions('portal') };
  const functionStacks = Object.values(functions);
  const api = new ApiStack(scope, settings, tableNames, bundles);
  for (const stack of functionStacks) api.addStackDependency(stack, 'the gateway may call only functions that exist');
  const { keep, alarms, dashboard } = settings.config;
  let monitoring: MonitoringStack | undefined;
  if (alarms || dashboard) {
    monitoring = new MonitoringStack(scope, settings, tableNames, api.alarms);
    monitoring.addStackDependency(api, 'it groups and shows the alarms of the API stack');
  }
  setRemovalPolicies(keep, [data, signIn], [data, signIn, ...functionStacks, api, ...(monitoring ? [monitoring] : [])]);
  return { data, signIn, functions, api, ...(monitoring && { monitoring }) };
}

/** The stacks of a stage as one step of the pipeline. */
export class ConnectStage extends Stage {
  readonly stacks: StageStacks;

  constructor(scope: Construct, settings: StageSettings, bundles: string) {
    super(scope, settings.name, { env: settings.env });
    this.stacks = addStageStacks(this, settings, bundles);
  }
}
