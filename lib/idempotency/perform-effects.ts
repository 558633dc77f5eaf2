import type { Effects } from '../contract/effects.ts';
import type { Decision } from './operation.ts';

/** An effect that failed. Nothing was stored, so the request can be repeated. */
export interface FailedEffect {
  effectFailed: unknown;
}

/** Does what a decision demands outside of the database, and adds the result to the body of the response. */
export async function performEffects(
  decision: Decision,
  effects: Effects | undefined,
): Promise<Decision | FailedEffect> {
  if (!('perform' in decision) || !decision.perform) return decision;
  if (!effects) throw new Error('This function has no effects outside of the database.');
  try {
    const outcome = await decision.perform(effects);
    return 'invalidRequest' in outcome ? outcome : { ...decision, body: { ...decision.body, ...outcome } };
  } catch (error) {
    return { effectFailed: error };
  }
}
