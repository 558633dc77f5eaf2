import type { IntendedRequest, SimulatedResponse } from './request-attempt.ts';
import type { SimulatedFault } from './simulated-fault.ts';

/* What the trace says. */

/** Equal for equal wishes. */
export const describeIntendedRequest = ({ request, tenant, key }: IntendedRequest): string =>
  `${request.name}, ${tenant}${key === undefined ? '' : `, key ${key}`}`;

export function describeFaults(skewMs: number, faults: SimulatedFault[]): string {
  const fate = faults.map(({ kind }) => kind).join(', ');
  return `${skewMs === 0 ? '' : `, clock ${skewMs / 1000} s`}${fate && `; its calls: ${fate}`}`;
}

export const describeResponse = ({ status, headers, body }: SimulatedResponse): string =>
  `${status}${headers['Idempotent-Replayed'] ? ' (replayed)' : ''} ${body.slice(0, 90)}`;
