import { Construct } from 'constructs';
import { docsFunction, pageRoutes } from '../functions/docs/routes.ts';
import type { ApiGateway } from './api-gateway.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';
import { functionTimeoutMs } from './timeouts.ts';

type DocsPagesProps = Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames'>;

/** Adds the documentation pages: their routes and a function without access to any table. */
export function addDocsPages(scope: Construct, gateway: ApiGateway, props: DocsPagesProps): void {
  const docs = new StageFunction(new Construct(scope, docsFunction), {
    name: docsFunction,
    description: 'The API documentation and the start page',
    timeoutMs: functionTimeoutMs,
    access: {},
    memorySize: 512,
    ...props,
  });
  for (const route of pageRoutes) gateway.addRoute(route, docs);
}
