import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import type { RetryQuota } from '../../../lib/dynamodb/retry-quota.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { ObservedAction } from './observed-action.ts';
import { noSimulatedFault, type SimulatedFault } from './simulated-fault.ts';
import type { SimulatedRequest } from './simulated-requests.ts';
import type { SimulatedTenant } from './simulation-plan.ts';

/** What a client was answered. */
export interface SimulatedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One API key, by its times. Epoch milliseconds. */
export interface SimulatedApiKey {
  text: string;
  item: ItemAttributes;
  expiresAt: number;
  revokedAt: number;
}

/** What is wanted: equal wishes under one key are one thing. */
export interface IntendedRequest {
  request: SimulatedRequest;
  tenant: SimulatedTenant;
  key: string | undefined;
}

/** Something that runs in a sandbox of its own. */
export interface SimulatedProcess {
  /** What the trace calls it. */
  id: string;
  environment: ExecutionEnvironment;
  /** What earlier requests of its environment have left of the bucket. */
  retryQuota: RetryQuota;
  skewMs: number;
  /** Of the calls to come. */
  faults: SimulatedFault[];
  fault: SimulatedFault;
  /** The first id it asked for is the one that it writes. */
  requestId: string | undefined;
  actions: ObservedAction[];
  startedAt: number;
  /** When its handler returned. */
  endedAt: number;
}

/** One try of a client to get what it wants. */
export interface RequestAttempt extends SimulatedProcess, IntendedRequest {
  apiKey: SimulatedApiKey;
  response: SimulatedResponse | undefined;
  /** Nothing failed any more. */
  isUndisturbed: boolean;
}

/** The fate of the next call. */
export function takeNextFault(process: SimulatedProcess): SimulatedFault {
  process.fault = process.faults.shift() ?? noSimulatedFault;
  return process.fault;
}
