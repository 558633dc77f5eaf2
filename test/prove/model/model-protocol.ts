import type { ModelAttempt, ModelMessage, ModelRecord, ModelResponse, ModelTables } from './model-state.ts';

/** One step of a program: it reads, or it sends a transaction and continues depending on the result. */
export type ProtocolStep =
  | { kind: 'read'; read(attempt: ModelAttempt, tables: ModelTables, self: number): ModelAttempt }
  | {
      kind: 'send';
      /** Applies all writes or none. @returns undefined if a condition failed */
      apply(tables: ModelTables, message: ModelMessage, lifetime: number): ModelTables | undefined;
      done(attempt: ModelAttempt, self: number): ModelAttempt;
      refused(attempt: ModelAttempt): ModelAttempt;
    };

/** Abstract machine of a protocol for idempotent requests. */
export interface ModelProtocol {
  name: string;
  start: string;
  program: Record<string, ProtocolStep>;
  /** Maximum number of times that a transaction with an unknown outcome is sent. */
  maxSends: number;
}

export const goToStep = (attempt: ModelAttempt, step: string): ModelAttempt => ({
  ...attempt,
  step,
  waiting: false,
  sends: 0,
});

export const endWithResponse = (attempt: ModelAttempt, response: ModelResponse): ModelAttempt => ({
  ...attempt,
  step: 'end',
  waiting: false,
  response,
});

/** Ends an attempt with the response that a live record gives, or returns undefined if there is no live record. */
export function respondFromRecord(
  attempt: ModelAttempt,
  record: ModelRecord | null,
  self: number,
): ModelAttempt | undefined {
  if (!record?.alive) return undefined;
  if (record.body !== attempt.body) return endWithResponse(attempt, { kind: 'mismatch' });
  return endWithResponse(attempt, { kind: record.by === self ? 'own' : 'replayed', value: record.value });
}

/** Applies the effect: increments the version of the license if it is still the version that was read. */
export function applyEffect(
  tables: ModelTables,
  { by, body, readVersion }: ModelMessage,
  lifetime: number,
): ModelTables | undefined {
  if (tables.version !== readVersion) return undefined;
  const value = tables.version + 1;
  return { ...tables, version: value, effects: [...tables.effects, { by, body, lifetime, value }] };
}

/** Writes the record if the idempotency key is free. */
export function applyRecord(tables: ModelTables, { by, body, readVersion }: ModelMessage): ModelTables | undefined {
  if (tables.record?.alive) return undefined;
  return { ...tables, record: { by, body, value: readVersion + 1, alive: true } };
}
