import type { OperationName, PortalOperationName } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { createToolCaller } from '../../lib/auth/caller.ts';
import type { Effects } from '../../lib/contract/effects.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { attemptDeadlineMs, createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { parseInput } from '../../lib/http/parse-input.ts';
import { executeRequest } from '../../lib/idempotency/execute-request.ts';
import type { Operation } from '../../lib/idempotency/operation.ts';
import { createRequestValues } from '../../lib/idempotency/request-values.ts';
import { createLocalDependencies } from './dependencies.ts';
import { OperationError } from './operation-error.ts';
import { readToolIdentity } from './tool-identity.ts';

/** The parts of a request to an operation. */
export interface OperationInput {
  path?: Record<string, string>;
  query?: Record<string, string[]>;
  body?: object;
}

/** The surroundings of an operation besides its tables. */
export interface OperationOptions {
  /** Needed by operations that do something outside of the database. */
  effects?: Effects | undefined;
  now?: () => number;
}

/**
 * Executes an operation of the API in this process, with the protocol, the rules and the audit log of the API. The tool's user is the author
 * of the change.
 *
 * @returns the body of the response
 * @throws OperationError
 */
export async function executeOperation(
  store: TableAccess,
  tenantId: string,
  name: OperationName | PortalOperationName,
  { path = {}, query = {}, body = {} }: OperationInput = {},
  { effects, now }: OperationOptions = {},
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the response is that of the endpoint's schema
): Promise<any> {
  const { endpoint, operation } = await loadOperation(name);
  const { userName, host } = readToolIdentity();
  const dependencies = createLocalDependencies(store, { ...(now && { now }) });
  const requestId = dependencies.newId();
  const { method } = endpoint;
  const rawRequest = { method, operation: name, pathParameters: path, query, body: Buffer.from(JSON.stringify(body)) };
  const request = {
    endpoint,
    requestId,
    ...createRequestValues(dependencies.newId),
    caller: createToolCaller(tenantId, userName),
    origin: host,
    effects,
    // With a key of its own, a response that was lost is found again.
    idempotencyKey: isCommandEndpoint(endpoint) ? requestId : undefined,
    rawRequest,
    input: parseInput(endpoint, rawRequest, undefined),
    basePath: '',
  };
  const budget = createRetryBudget(dependencies.now() + attemptDeadlineMs);
  const response = await executeRequest(request, operation, budget, dependencies);
  const content = JSON.parse(response.body);
  if (response.status < 400) return content;
  throw new OperationError(content);
}

/** Loads only this operation, because a tool needs few of them. */
async function loadOperation(
  name: OperationName | PortalOperationName,
): Promise<{ endpoint: Endpoint; operation: Operation<Endpoint> }> {
  const folder = toFunctionFolder(name);
  const [{ endpoint }, { [name]: operation }] = await Promise.all([
    import(`../../functions/${folder}/endpoint.ts`),
    import(`../../functions/${folder}/operation.ts`),
  ]);
  return { endpoint, operation };
}
