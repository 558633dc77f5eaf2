import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { pageRoutes, pagesFunction } from '../functions/docs/routes.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { Gateway } from './gateway.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';
import { functionTimeoutMs } from './time-outs.ts';

type PagesProps = Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames'> & { bell: AlarmBell };

/** The pages for people: a function that may do nothing but answer, and their routes. */
export function addPages(scope: Construct, gateway: Gateway, { bell, ...props }: PagesProps): void {
  const served = new StageFunction(new Construct(scope, pagesFunction), {
    name: pagesFunction,
    description: 'The documentation of the API, and a page that leads to it',
    timeoutMs: functionTimeoutMs,
    access: {},
    memorySize: 512,
    ...props,
  });
  for (const route of pageRoutes) gateway.addRoute(route, served);
  bell.add(scope, `${pagesFunction}-crashes`, {
    metric: served.metricErrors({ period: Duration.minutes(5) }),
    threshold: 1,
    meaning: 'The documentation could not be shown.',
  });
}
