import type { ErasureMark } from '../domain/erasure.ts';
import type { LinePlan } from './line-plan.ts';

/** Returns true if the personal data of a line must not be stored. Only `erase: false` removes the mark of an erasure. */
export const followsErasure = (stored: ErasureMark | undefined, line: { erase?: boolean | undefined }): boolean =>
  stored?.erased === true && line.erase !== false;

/** Reports fields whose personal data was not stored. Their values are not reported. */
export function addErasedFields(plan: LinePlan, fields: string[]): LinePlan {
  if (!('writes' in plan) || fields.length === 0) return plan;
  const differences = fields.map(field => ({ field, isErased: true }) as const);
  return { ...plan, outcome: 'differs', differences: [...(plan.differences ?? []), ...differences] };
}
