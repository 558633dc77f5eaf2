import type { ModelState } from './model-state.ts';

/** What is wrong with a state; undefined when every invariant holds in it. */
export function findViolation({
  tables,
  attempts,
  responses: said,
  messages,
  lifetime: life,
}: ModelState): string | undefined {
  for (const { life: of } of tables.effects) {
    if (tables.effects.filter(effect => effect.life === of).length > 1) return 'I1: two effects under one key.';
  }
  for (const one of said) {
    const others = said.filter(({ lifetime: of }) => of === one.lifetime);
    if (others.some(({ body, value }) => body === one.body && value !== one.value))
      return 'I2: two answers to one request.';
    if (others.some(({ body }) => body !== one.body)) return 'I4: two requests were answered under one key.';
    const effect = tables.effects.find(({ life: of, value }) => of === one.lifetime && value === one.value);
    if (!effect) return 'I3: something was acknowledged that was not done.';
    if (effect.body !== one.body) return 'I4: a request was given the answer to another.';
  }
  for (const [self, { response: told }] of attempts.entries()) {
    const isNo = told?.kind === 'locked' || told?.kind === 'mismatch' || told?.kind === 'unavailable';
    if (isNo && tables.effects.some(({ by }) => by === self)) return `I9: ${told.kind}, but it was done.`;
  }
  // When nothing moves any more, whoever asks next must find either the answer or a free key.
  const isQuiet =
    messages.length === 0 && attempts.every(({ response: told, crashed }) => told !== undefined || crashed);
  const isDone = tables.effects.some(effect => effect.life === life);
  if (isQuiet && tables.kept?.claim === undefined && isDone && !tables.kept?.alive) {
    return 'I3, I7: it was done, and nothing is kept of it.';
  }
  if (isQuiet && tables.kept?.claim === 'held') return 'I7: nobody is at work, and the key is locked.';
  return undefined;
}
