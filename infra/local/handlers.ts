import { pagesFunction } from '../../functions/docs/routes.ts';
import { endpoints } from '../../functions/endpoints.ts';
import type { Handler } from '../../lib/middleware/handler.ts';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { folderOf } from '../folder-of.ts';
import { localPages } from './pages.ts';

/** The functions by their operations. Each makes its client from `process.env` when it is loaded. */
export async function loadHandlers(keyForPages: () => string | undefined = () => undefined) {
  const handlers: Map<string, Handler> = new Map(await Promise.all(endpoints.map(load)));
  return handlers.set(pagesFunction, localPages(keyForPages));
}

async function load({ operation }: Endpoint): Promise<[string, Handler]> {
  const { handler }: { handler: Handler } = await import(`../../functions/${folderOf(operation)}/handler.ts`);
  return [operation, handler];
}
