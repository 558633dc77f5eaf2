import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { docsFunction, pageRoutes } from '../functions/docs/routes.ts';
import type { ApiGateway } from './api-gateway.ts';
import type { AlarmTopic } from './monitoring/alarm-topic.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';
import { functionTimeoutMs } from './timeouts.ts';

type DocsPagesProps = Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames'> & { alarmTopic: AlarmTopic };

/** The pages for people: a function that may do nothing but answer, and their routes. */
export function addDocsPages(scope: Construct, gateway: ApiGateway, { alarmTopic, ...props }: DocsPagesProps): void {
  const docs = new StageFunction(new Construct(scope, docsFunction), {
    name: docsFunction,
    description: 'The documentation of the API, and a page that leads to it',
    timeoutMs: functionTimeoutMs,
    access: {},
    memorySize: 512,
    ...props,
  });
  for (const route of pageRoutes) gateway.addRoute(route, docs);
  alarmTopic.addAlarm(scope, `${docsFunction}-crashes`, {
    metric: docs.metricErrors({ period: Duration.minutes(5) }),
    threshold: 1,
    description: 'The documentation could not be shown.',
  });
}
