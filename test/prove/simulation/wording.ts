import type { Reply, Wish } from './attempt.ts';
import type { Fault } from './fault.ts';

/* What the trace says. */

/** Equal for equal wishes. */
export const nameOf = ({ request, tenant, key }: Wish): string =>
  `${request.name}, ${tenant}${key === undefined ? '' : `, key ${key}`}`;

export function circumstances(skewMs: number, faults: Fault[]): string {
  const fate = faults.map(({ kind }) => kind).join(', ');
  return `${skewMs === 0 ? '' : `, clock ${skewMs / 1000} s`}${fate && `; its calls: ${fate}`}`;
}

export const saidIn = ({ status, headers, body }: Reply): string =>
  `${status}${headers['Idempotent-Replayed'] ? ' (replayed)' : ''} ${body.slice(0, 90)}`;
