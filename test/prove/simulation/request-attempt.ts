import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import type { RetryQuota } from '../../../lib/dynamodb/retry-quota.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { ObservedAction } from './observed-action.ts';
import { noSimulatedFault, type SimulatedFault } from './simulated-fault.ts';
import type { SimulatedRequest } from './simulated-requests.ts';
import type { SimulatedTenant } from './simulation-plan.ts';

/** Response that a client received. */
export interface SimulatedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An API key with its expiry and revocation in epoch milliseconds. */
export interface SimulatedApiKey {
  text: string;
  item: ItemAttributes;
  expiresAt: number;
  revokedAt: number;
}

/** Request that a client intends. Equal requests with the same idempotency key are retries of one request. */
export interface IntendedRequest {
  request: SimulatedRequest;
  tenant: SimulatedTenant;
  idempotencyKey: string | undefined;
}

/** A process in an execution environment of its own. */
export interface SimulatedProcess {
  /** Name in the trace. */
  id: string;
  environment: ExecutionEnvironment;
  /** Retry quota of the execution environment, partly used by earlier requests. */
  retryQuota: RetryQuota;
  skewMs: number;
  /** Faults of the calls that follow. */
  faults: SimulatedFault[];
  fault: SimulatedFault;
  /** First ID that the process generated. It is written to the items as `requestId`. */
  requestId: string | undefined;
  actions: ObservedAction[];
  startedAt: number;
  /** Time at which the handler returned. */
  endedAt: number;
}

/** One attempt of a client to execute its request. */
export interface RequestAttempt extends SimulatedProcess, IntendedRequest {
  apiKey: SimulatedApiKey;
  response: SimulatedResponse | undefined;
  /** Set if the attempt was made after the faults had stopped. */
  isUndisturbed: boolean;
}

/** Takes the fault of the next call. */
export function takeNextFault(process: SimulatedProcess): SimulatedFault {
  process.fault = process.faults.shift() ?? noSimulatedFault;
  return process.fault;
}
