import {
  allEndpoints,
  endpoints,
  type OperationName,
  type PortalOperationName,
  portalEndpoints,
} from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import type { ApiEndpoint, Endpoint, PortalEndpoint } from '../../lib/contract/endpoint.ts';
import type { Operation } from '../../lib/idempotency/operation.ts';
import { UserError } from '../../lib/user-error.ts';

/** An endpoint of the table and its operation. */
export interface LoadedEndpoint<N = OperationName, E extends Endpoint = ApiEndpoint> {
  name: N;
  endpoint: E;
  operation: Operation<Endpoint>;
}

/** Every operation. */
export type AnyOperationName = OperationName | PortalOperationName | 'getHealth';

export const endpointsByName = Object.fromEntries(
  allEndpoints.map((endpoint): [string, Endpoint] => [endpoint.operation, endpoint]),
) as Record<AnyOperationName, Endpoint>;

/** Every endpoint of the table with the operation from its folder. */
export const loadedEndpoints: readonly LoadedEndpoint[] = await Promise.all(
  endpoints.map(endpoint => loadEndpoint<OperationName, ApiEndpoint>(endpoint)),
);

/** The same for the endpoints that only the portal has. */
export const loadedPortalEndpoints: readonly LoadedEndpoint<PortalOperationName, PortalEndpoint>[] = await Promise.all(
  portalEndpoints
    .filter(({ auth }) => auth === 'portal')
    .map(endpoint => loadEndpoint<PortalOperationName, PortalEndpoint>(endpoint)),
);

async function loadEndpoint<N extends string, E extends Endpoint>(endpoint: E): Promise<LoadedEndpoint<N, E>> {
  const name = endpoint.operation as N;
  const file = `functions/${toFunctionFolder(name)}/operation.ts`;
  const { [name]: operation } = await import(`../../${file}`);
  if (!operation) throw new UserError(`${file} does not export ${name}.`);
  return { name, endpoint, operation };
}
