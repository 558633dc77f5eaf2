import { Construct } from 'constructs';
import { publicRoutes } from '../functions/routes.ts';
import type { ApiGateway } from './api-gateway.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';
import { functionTimeoutMs } from './timeouts.ts';

type PagesProps = Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames' | 'name' | 'description' | 'environment'>;

/** Adds pages: their routes and a function without access to any table. */
export function addPages(scope: Construct, gateway: ApiGateway, props: PagesProps): void {
  const pages = new StageFunction(new Construct(scope, props.name), {
    timeoutMs: functionTimeoutMs,
    access: {},
    memorySize: 512,
    ...props,
  });
  gateway.addRoutes(
    publicRoutes.filter(({ operation }) => operation === props.name),
    pages,
  );
}
