import type { Attempt, Kept, Message, Tables, Told } from './state.ts';

/** One step of a program: it reads, or it sends a transaction and goes on by what it hears. */
export type Step =
  | { kind: 'read'; read(attempt: Attempt, tables: Tables, self: number): Attempt }
  | {
      kind: 'send';
      /** All of its writes or none; undefined: a condition failed. */
      apply(tables: Tables, message: Message, life: number): Tables | undefined;
      done(attempt: Attempt, self: number): Attempt;
      refused(attempt: Attempt): Attempt;
    };

/** A way of keeping the promise, as an abstract machine. */
export interface Protocol {
  name: string;
  start: string;
  program: Record<string, Step>;
  /** How often an unknown transaction is sent in all. */
  maxSends: number;
}

export const goTo = (attempt: Attempt, at: string): Attempt => ({ ...attempt, at, waiting: false, sends: 0 });

export const answer = (attempt: Attempt, told: Told): Attempt => ({ ...attempt, at: 'end', waiting: false, told });

/** What a live record says to a request; undefined where none is. */
export function fromKept(attempt: Attempt, kept: Kept | null, self: number): Attempt | undefined {
  if (!kept?.alive) return undefined;
  if (kept.body !== attempt.body) return answer(attempt, { kind: 'mismatch' });
  return answer(attempt, { kind: kept.by === self ? 'own' : 'replayed', value: kept.value });
}

/** The effect: the license steps its version, if it still is the one that was read. */
export function withEffect(tables: Tables, { by, body, seenVersion }: Message, life: number): Tables | undefined {
  if (tables.version !== seenVersion) return undefined;
  const value = tables.version + 1;
  return { ...tables, version: value, effects: [...tables.effects, { by, body, life, value }] };
}

/** The record, if the key is free. */
export function withRecord(tables: Tables, { by, body, seenVersion }: Message): Tables | undefined {
  if (tables.kept?.alive) return undefined;
  return { ...tables, kept: { by, body, value: seenVersion + 1, alive: true } };
}
