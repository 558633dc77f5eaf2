import {
  applyEffect,
  applyRecord,
  endWithResponse,
  goToStep,
  type ModelProtocol,
  type ProtocolStep,
  respondFromRecord,
} from './model-protocol.ts';
import type { ModelAttempt } from './model-state.ts';

const maxRounds = 2;

/** Starts another round or ends: only an attempt without a send of unknown outcome knows that nothing was done. */
const retryProtocolRound = (attempt: ModelAttempt): ModelAttempt =>
  attempt.round < maxRounds
    ? goToStep({ ...attempt, round: attempt.round + 1 }, 'read')
    : endWithResponse(attempt, { kind: attempt.outcomeUnknown ? 'unknown' : 'locked' });

/** Creates two read steps, because a batch read is not atomic: it reads the license at one time and the record at another. */
const createReadSteps = (next: string, first: 'record' | 'version'): Record<string, ProtocolStep> => {
  const readAttribute = (
    name: 'record' | 'version',
    proceed: (attempt: ModelAttempt, self: number) => ModelAttempt,
  ): ProtocolStep => ({
    kind: 'read',
    read: (attempt, tables, self) =>
      proceed({ ...attempt, readState: { ...attempt.readState, [name]: tables[name] } }, self),
  });
  const decide = (attempt: ModelAttempt, self: number) =>
    respondFromRecord(attempt, attempt.readState.record, self) ?? goToStep(attempt, next);
  return {
    read: readAttribute(first, attempt => goToStep(attempt, 'read the rest')),
    'read the rest': readAttribute(first === 'record' ? 'version' : 'record', decide),
  };
};

/** Protocol of this project: one transaction writes the record and the effect, conditional on both. */
const createOneTransaction = (first: 'record' | 'version'): ModelProtocol => ({
  name: `read, decide, commit once; the ${first === 'record' ? 'record' : 'license'} is read first`,
  start: 'read',
  maxSends: 2,
  program: {
    ...createReadSteps('commit', first),
    commit: {
      kind: 'send',
      apply: (tables, message, lifetime) => {
        const withRecord = applyRecord(tables, message);
        return withRecord && applyEffect(withRecord, message, lifetime);
      },
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: retryProtocolRound,
    },
  },
});

export const ourProtocols: readonly ModelProtocol[] = [createOneTransaction('record'), createOneTransaction('version')];

/** Continues after the first of two transactions: from here on, no response may say that nothing was done. */
const continueWithUnknown = (attempt: ModelAttempt, step: string): ModelAttempt =>
  goToStep({ ...attempt, outcomeUnknown: true }, step);

/** Variant that commits the effect first and the record in a second transaction. */
const secondTransaction: ModelProtocol = {
  name: 'the record in a second transaction',
  start: 'read',
  maxSends: 2,
  program: {
    ...createReadSteps('apply the effect', 'record'),
    'apply the effect': {
      kind: 'send',
      apply: applyEffect,
      done: attempt => continueWithUnknown(attempt, 'write the record'),
      refused: retryProtocolRound,
    },
    'write the record': {
      kind: 'send',
      apply: applyRecord,
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: retryProtocolRound,
    },
  },
};

/** Common protocol: claim the idempotency key, apply the effect, then complete the record. */
const createClaimFirst = (claim: 'permanent' | 'leased'): ModelProtocol => ({
  name: `claim first, ${claim === 'permanent' ? 'without a lease' : 'with a lease'}`,
  start: 'claim',
  maxSends: 2,
  program: {
    claim: {
      kind: 'send',
      apply: (tables, { by, body }) =>
        tables.record?.alive && tables.record.claim !== 'expired'
          ? undefined
          : { ...tables, record: { by, body, value: 0, alive: true, claim } },
      done: attempt => goToStep(attempt, 'read the license'),
      refused: attempt => goToStep(attempt, 'read the record'),
    },
    'read the record': {
      kind: 'read',
      read: (attempt, { record }, self) =>
        record?.claim === undefined && record
          ? (respondFromRecord(attempt, record, self) ?? endWithResponse(attempt, { kind: 'locked' }))
          : endWithResponse(attempt, { kind: attempt.outcomeUnknown ? 'unknown' : 'locked' }),
    },
    'read the license': {
      kind: 'read',
      read: (attempt, { version }) =>
        goToStep({ ...attempt, readState: { ...attempt.readState, version } }, 'apply the effect'),
    },
    'apply the effect': {
      kind: 'send',
      apply: applyEffect,
      done: attempt => continueWithUnknown(attempt, 'complete the record'),
      refused: attempt => goToStep(attempt, 'read the license'),
    },
    'complete the record': {
      kind: 'send',
      apply: (tables, { by, body, readVersion }) =>
        tables.record?.by === by ? { ...tables, record: { by, body, value: readVersion + 1, alive: true } } : undefined,
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: attempt => endWithResponse(attempt, { kind: 'unknown' }),
    },
  },
});

/** Variant in which a later request overwrites the record. */
const unconditionalRecord: ModelProtocol = {
  ...createOneTransaction('record'),
  name: 'the record without its condition',
  program: {
    ...createReadSteps('commit', 'record'),
    commit: {
      kind: 'send',
      apply: (tables, message, lifetime) => {
        const withoutRecord = { ...tables, record: null };
        const withRecord = applyRecord(withoutRecord, message);
        return withRecord && applyEffect(withRecord, message, lifetime);
      },
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: retryProtocolRound,
    },
  },
};

/** Protocols that violate an invariant. They prove that the checker can detect violations. */
export const brokenProtocols: readonly ModelProtocol[] = [
  createClaimFirst('leased'),
  createClaimFirst('permanent'),
  secondTransaction,
  unconditionalRecord,
];
