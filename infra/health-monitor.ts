import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { healthCheckFunction } from '../functions/deployment-checks.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { addScheduleRule } from './job-schedule.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';

/** Adds the function that calls `GET /health` at the public address every minute, through DNS, firewall and gateway. @param url - the address of the API */
export function addHealthMonitor(
  scope: Construct,
  url: string,
  props: Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames'>,
): void {
  const name = toFunctionFolder(healthCheckFunction);
  const construct = new Construct(scope, name);
  const monitor = new StageFunction(construct, {
    ...props,
    name,
    description: 'Calls GET /health from outside',
    timeoutMs: 20_000,
    memorySize: 256,
    access: {},
    environment: { HEALTH_URL: `${url}/health` },
    retryAttempts: 0,
    maxEventAge: Duration.minutes(1),
  });
  addScheduleRule(construct, 'schedule', monitor, 1);
}
