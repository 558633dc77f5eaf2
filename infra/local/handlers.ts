import { endpoints } from '../../functions/endpoints.ts';
import type { Handler } from '../../lib/middleware/handler.ts';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { folderOf } from '../folder-of.ts';

/** The functions by their operations. Each makes its client from `process.env` when it is loaded. */
export async function loadHandlers(): Promise<Map<string, Handler>> {
  return new Map(await Promise.all(endpoints.map(load)));
}

async function load({ operation }: Endpoint): Promise<[string, Handler]> {
  const { handler }: { handler: Handler } = await import(`../../functions/${folderOf(operation)}/handler.ts`);
  return [operation, handler];
}
