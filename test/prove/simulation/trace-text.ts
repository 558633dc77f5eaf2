import type { IntendedRequest, SimulatedResponse } from './request-attempt.ts';
import type { SimulatedFault } from './simulated-fault.ts';

/* Texts of the trace. */

/** Describes a request. Equal requests have equal texts. */
export const describeIntendedRequest = ({ request, tenant, idempotencyKey: key }: IntendedRequest): string =>
  `${request.name}, ${tenant}${key === undefined ? '' : `, idempotency key ${key}`}`;

export function describeFaults(skewMs: number, faults: SimulatedFault[]): string {
  const kinds = faults.map(({ kind }) => kind).join(', ');
  return `${skewMs === 0 ? '' : `, clock ${skewMs / 1000} s`}${kinds && `; faults: ${kinds}`}`;
}

export const describeResponse = ({ status, headers, body }: SimulatedResponse): string =>
  `${status}${headers['Idempotent-Replayed'] ? ' (replayed)' : ''} ${body.slice(0, 90)}`;
