import { endpoints, type OperationName } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import type { Operation } from '../../lib/idempotency/operation.ts';
import { UserError } from '../../lib/user-error.ts';

/** An endpoint of the table and its operation. */
export interface LoadedEndpoint {
  name: OperationName;
  endpoint: Endpoint;
  operation: Operation<Endpoint>;
}

export const endpointsByName = Object.fromEntries(endpoints.map(endpoint => [endpoint.operation, endpoint])) as Record<
  OperationName,
  Endpoint
>;

/** Every endpoint of the table with the operation from its folder. */
export const loadedEndpoints: readonly LoadedEndpoint[] = await Promise.all(endpoints.map(loadEndpoint));

async function loadEndpoint(endpoint: Endpoint): Promise<LoadedEndpoint> {
  const name = endpoint.operation as OperationName;
  const file = `functions/${toFunctionFolder(name)}/operation.ts`;
  const { [name]: operation } = await import(`../../${file}`);
  if (!operation) throw new UserError(`${file} does not export ${name}.`);
  return { name, endpoint, operation };
}
