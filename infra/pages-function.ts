import { Construct } from 'constructs';
import type { Endpoint } from '../lib/contract/endpoint.ts';
import type { ApiGateway } from './api-gateway.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';
import { functionTimeoutMs } from './timeouts.ts';

interface PagesProps
  extends Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames' | 'name' | 'description' | 'environment'> {
  routes: readonly Pick<Endpoint, 'method' | 'path'>[];
}

/** Adds pages: their routes and a function without access to any table. */
export function addPages(scope: Construct, gateway: ApiGateway, { routes, ...props }: PagesProps): void {
  const pages = new StageFunction(new Construct(scope, props.name), {
    timeoutMs: functionTimeoutMs,
    access: {},
    memorySize: 512,
    ...props,
  });
  for (const route of routes) gateway.addRoute(route, pages);
}
