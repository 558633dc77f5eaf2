import type { ModelState } from './model-state.ts';

/** Describes the violated invariant of a state, or returns undefined if every invariant holds. */
export function findViolation({ tables, attempts, responses, messages, lifetime }: ModelState): string | undefined {
  for (const { lifetime: other } of tables.effects) {
    if (tables.effects.filter(effect => effect.lifetime === other).length > 1)
      return 'I1: two effects for one idempotency key.';
  }
  for (const response of responses) {
    const others = responses.filter(other => other.lifetime === response.lifetime);
    if (others.some(({ body, value }) => body === response.body && value !== response.value))
      return 'I2: two responses to one request.';
    if (others.some(({ body }) => body !== response.body))
      return 'I4: two requests were answered with one idempotency key.';
    const effect = tables.effects.find(other => other.lifetime === response.lifetime && other.value === response.value);
    if (!effect) return 'I3: an effect was acknowledged that did not happen.';
    if (effect.body !== response.body) return 'I4: a request got the response to another request.';
  }
  for (const [self, { response }] of attempts.entries()) {
    const saysNotDone =
      response?.kind === 'locked' || response?.kind === 'mismatch' || response?.kind === 'unavailable';
    if (saysNotDone && tables.effects.some(({ by }) => by === self))
      return `I9: the response is ${response.kind}, but the effect happened.`;
  }
  // When no attempt and no message is active, the next request must find either the stored response or a free idempotency key.
  const isQuiet = messages.length === 0 && attempts.every(({ response, crashed }) => response !== undefined || crashed);
  const isDone = tables.effects.some(effect => effect.lifetime === lifetime);
  if (isQuiet && tables.record?.claim === undefined && isDone && !tables.record?.alive) {
    return 'I3, I7: the effect happened, but there is no record.';
  }
  if (isQuiet && tables.record?.claim === 'permanent')
    return 'I7: no attempt is running, but the idempotency key is locked.';
  return undefined;
}
