import type { ModelAttempt, ModelMessage, ModelRecord, ModelResponse, ModelTables } from './model-state.ts';

/** One step of a program: it reads, or it sends a transaction and goes on by what it hears. */
export type ProtocolStep =
  | { kind: 'read'; read(attempt: ModelAttempt, tables: ModelTables, self: number): ModelAttempt }
  | {
      kind: 'send';
      /** All of its writes or none; undefined: a condition failed. */
      apply(tables: ModelTables, message: ModelMessage, life: number): ModelTables | undefined;
      done(attempt: ModelAttempt, self: number): ModelAttempt;
      refused(attempt: ModelAttempt): ModelAttempt;
    };

/** A way of keeping the promise, as an abstract machine. */
export interface ModelProtocol {
  name: string;
  start: string;
  program: Record<string, ProtocolStep>;
  /** How often an unknown transaction is sent in all. */
  maxSends: number;
}

export const goToStep = (attempt: ModelAttempt, at: string): ModelAttempt => ({
  ...attempt,
  step: at,
  waiting: false,
  sends: 0,
});

export const endWithResponse = (attempt: ModelAttempt, told: ModelResponse): ModelAttempt => ({
  ...attempt,
  step: 'end',
  waiting: false,
  response: told,
});

/** What a live record says to a request; undefined where none is. */
export function respondFromRecord(
  attempt: ModelAttempt,
  kept: ModelRecord | null,
  self: number,
): ModelAttempt | undefined {
  if (!kept?.alive) return undefined;
  if (kept.body !== attempt.body) return endWithResponse(attempt, { kind: 'mismatch' });
  return endWithResponse(attempt, { kind: kept.by === self ? 'own' : 'replayed', value: kept.value });
}

/** The effect: the license steps its version, if it still is the one that was read. */
export function applyEffect(
  tables: ModelTables,
  { by, body, readVersion: seenVersion }: ModelMessage,
  life: number,
): ModelTables | undefined {
  if (tables.version !== seenVersion) return undefined;
  const value = tables.version + 1;
  return { ...tables, version: value, effects: [...tables.effects, { by, body, life, value }] };
}

/** The record, if the key is free. */
export function applyRecord(
  tables: ModelTables,
  { by, body, readVersion: seenVersion }: ModelMessage,
): ModelTables | undefined {
  if (tables.kept?.alive) return undefined;
  return { ...tables, kept: { by, body, value: seenVersion + 1, alive: true } };
}
