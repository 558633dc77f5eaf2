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

/** Another round, or the end: only who has sent nothing of unknown fate knows that nothing was done. */
const retryProtocolRound = (attempt: ModelAttempt): ModelAttempt =>
  attempt.round < maxRounds
    ? goToStep({ ...attempt, round: attempt.round + 1 }, 'read')
    : endWithResponse(attempt, { kind: attempt.outcomeUnknown ? 'unknown' : 'locked' });

/** A batched read is not atomic: it sees the license at one moment and the record at another. */
const createReadSteps = (next: string, first: 'kept' | 'version'): Record<string, ProtocolStep> => {
  const see = (
    what: 'kept' | 'version',
    goOn: (attempt: ModelAttempt, self: number) => ModelAttempt,
  ): ProtocolStep => ({
    kind: 'read',
    read: (attempt, tables, self) =>
      goOn({ ...attempt, readState: { ...attempt.readState, [what]: tables[what] } }, self),
  });
  const decide = (attempt: ModelAttempt, self: number) =>
    respondFromRecord(attempt, attempt.readState.kept, self) ?? goToStep(attempt, next);
  return {
    read: see(first, attempt => goToStep(attempt, 'read the rest')),
    'read the rest': see(first === 'kept' ? 'version' : 'kept', decide),
  };
};

/** Ours: the record and the effect are one transaction, conditional on both. */
const createOneTransaction = (first: 'kept' | 'version'): ModelProtocol => ({
  name: `read, decide, commit once; the ${first === 'kept' ? 'record' : 'license'} is read first`,
  start: 'read',
  maxSends: 2,
  program: {
    ...createReadSteps('commit', first),
    commit: {
      kind: 'send',
      apply: (tables, message, life) => {
        const recorded = applyRecord(tables, message);
        return recorded && applyEffect(recorded, message, life);
      },
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: retryProtocolRound,
    },
  },
});

export const ourProtocols: readonly ModelProtocol[] = [createOneTransaction('kept'), createOneTransaction('version')];

/** Half of it is done: from here on nobody may say that nothing was. */
const continueWithUnknown = (attempt: ModelAttempt, at: string): ModelAttempt =>
  goToStep({ ...attempt, outcomeUnknown: true }, at);

/** As ours, but the effect is committed, and then the record. */
const secondTransaction: ModelProtocol = {
  name: 'the record in a second transaction',
  start: 'read',
  maxSends: 2,
  program: {
    ...createReadSteps('do it', 'kept'),
    'do it': {
      kind: 'send',
      apply: applyEffect,
      done: attempt => continueWithUnknown(attempt, 'record it'),
      refused: retryProtocolRound,
    },
    'record it': {
      kind: 'send',
      apply: applyRecord,
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: retryProtocolRound,
    },
  },
};

/** The usual one: claim the key for a while, do it, then say that it is done. */
const createClaimFirst = (claim: 'held' | 'leased'): ModelProtocol => ({
  name: `claim first, ${claim === 'held' ? 'for good' : 'with a lease'}`,
  start: 'claim',
  maxSends: 2,
  program: {
    claim: {
      kind: 'send',
      apply: (tables, { by, body }) =>
        tables.kept?.alive && tables.kept.claim !== 'over'
          ? undefined
          : { ...tables, kept: { by, body, value: 0, alive: true, claim } },
      done: attempt => goToStep(attempt, 'read the license'),
      refused: attempt => goToStep(attempt, 'read the record'),
    },
    'read the record': {
      kind: 'read',
      read: (attempt, { kept }, self) =>
        kept?.claim === undefined && kept
          ? (respondFromRecord(attempt, kept, self) ?? endWithResponse(attempt, { kind: 'locked' }))
          : endWithResponse(attempt, { kind: attempt.outcomeUnknown ? 'unknown' : 'locked' }),
    },
    'read the license': {
      kind: 'read',
      read: (attempt, { version }) => goToStep({ ...attempt, readState: { ...attempt.readState, version } }, 'do it'),
    },
    'do it': {
      kind: 'send',
      apply: applyEffect,
      done: attempt => continueWithUnknown(attempt, 'complete it'),
      refused: attempt => goToStep(attempt, 'read the license'),
    },
    'complete it': {
      kind: 'send',
      apply: (tables, { by, body, readVersion: seenVersion }) =>
        tables.kept?.by === by ? { ...tables, kept: { by, body, value: seenVersion + 1, alive: true } } : undefined,
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: attempt => endWithResponse(attempt, { kind: 'unknown' }),
    },
  },
});

/** As ours, but whoever comes later overwrites the record. */
const unconditionalRecord: ModelProtocol = {
  ...createOneTransaction('kept'),
  name: 'the record without its condition',
  program: {
    ...createReadSteps('commit', 'kept'),
    commit: {
      kind: 'send',
      apply: (tables, message, life) => {
        const free = { ...tables, kept: null };
        const recorded = applyRecord(free, message);
        return recorded && applyEffect(recorded, message, life);
      },
      done: attempt => endWithResponse(attempt, { kind: 'own', value: attempt.readState.version + 1 }),
      refused: retryProtocolRound,
    },
  },
};

/** Those that must fail, so that the checker is known to be able to complain. */
export const brokenProtocols: readonly ModelProtocol[] = [
  createClaimFirst('leased'),
  createClaimFirst('held'),
  secondTransaction,
  unconditionalRecord,
];
