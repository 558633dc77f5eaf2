import { docsFunction } from '../../functions/docs/routes.ts';
import { allEndpoints } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { portalFunction } from '../../functions/portal/routes.ts';
import type { Effects } from '../../lib/contract/effects.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { createDocsPagesHandler } from './docs-pages.ts';
import { createPortalPagesHandler } from './portal-pages.ts';

/** Loads the handlers of all endpoints, by operation. Each creates its client from `process.env` when it is loaded. */
export async function loadHandlers(
  getDocsApiKey: () => string | undefined = () => undefined,
  effects: Effects | undefined = undefined,
) {
  getEnvironment().effects = effects;
  const handlers: Map<string, EndpointHandler> = new Map(await Promise.all(allEndpoints.map(loadHandler)));
  return handlers
    .set(docsFunction, createDocsPagesHandler(getDocsApiKey))
    .set(portalFunction, createPortalPagesHandler());
}

async function loadHandler({ operation }: Endpoint): Promise<[string, EndpointHandler]> {
  const { handler }: { handler: EndpointHandler } = await import(
    `../../functions/${toFunctionFolder(operation)}/handler.ts`
  );
  return [operation, handler];
}
