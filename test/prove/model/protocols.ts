import { answer, fromKept, goTo, type Protocol, type Step, withEffect, withRecord } from './protocol.ts';
import type { Attempt } from './state.ts';

const maxRounds = 2;

/** Another round, or the end: only who has sent nothing of unknown fate knows that nothing was done. */
const again = (attempt: Attempt): Attempt =>
  attempt.round < maxRounds
    ? goTo({ ...attempt, round: attempt.round + 1 }, 'read')
    : answer(attempt, { kind: attempt.doubt ? 'unknown' : 'locked' });

/** A batched read is not atomic: it sees the license at one moment and the record at another. */
const reading = (next: string, first: 'kept' | 'version'): Record<string, Step> => {
  const see = (what: 'kept' | 'version', goOn: (attempt: Attempt, self: number) => Attempt): Step => ({
    kind: 'read',
    read: (attempt, tables, self) => goOn({ ...attempt, seen: { ...attempt.seen, [what]: tables[what] } }, self),
  });
  const decide = (attempt: Attempt, self: number) => fromKept(attempt, attempt.seen.kept, self) ?? goTo(attempt, next);
  return {
    read: see(first, attempt => goTo(attempt, 'read the rest')),
    'read the rest': see(first === 'kept' ? 'version' : 'kept', decide),
  };
};

/** Ours: the record and the effect are one transaction, conditional on both. */
const oneTransaction = (first: 'kept' | 'version'): Protocol => ({
  name: `read, decide, commit once; the ${first === 'kept' ? 'record' : 'license'} is read first`,
  start: 'read',
  maxSends: 2,
  program: {
    ...reading('commit', first),
    commit: {
      kind: 'send',
      apply: (tables, message, life) => {
        const recorded = withRecord(tables, message);
        return recorded && withEffect(recorded, message, life);
      },
      done: attempt => answer(attempt, { kind: 'own', value: attempt.seen.version + 1 }),
      refused: again,
    },
  },
});

export const ours: readonly Protocol[] = [oneTransaction('kept'), oneTransaction('version')];

/** Half of it is done: from here on nobody may say that nothing was. */
const halfDone = (attempt: Attempt, at: string): Attempt => goTo({ ...attempt, doubt: true }, at);

/** As ours, but the effect is committed, and then the record. */
const secondTransaction: Protocol = {
  name: 'the record in a second transaction',
  start: 'read',
  maxSends: 2,
  program: {
    ...reading('do it', 'kept'),
    'do it': { kind: 'send', apply: withEffect, done: attempt => halfDone(attempt, 'record it'), refused: again },
    'record it': {
      kind: 'send',
      apply: withRecord,
      done: attempt => answer(attempt, { kind: 'own', value: attempt.seen.version + 1 }),
      refused: again,
    },
  },
};

/** The usual one: claim the key for a while, do it, then say that it is done. */
const claimFirst = (claim: 'held' | 'leased'): Protocol => ({
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
      done: attempt => goTo(attempt, 'read the license'),
      refused: attempt => goTo(attempt, 'read the record'),
    },
    'read the record': {
      kind: 'read',
      read: (attempt, { kept }, self) =>
        kept?.claim === undefined && kept
          ? (fromKept(attempt, kept, self) ?? answer(attempt, { kind: 'locked' }))
          : answer(attempt, { kind: attempt.doubt ? 'unknown' : 'locked' }),
    },
    'read the license': {
      kind: 'read',
      read: (attempt, { version }) => goTo({ ...attempt, seen: { ...attempt.seen, version } }, 'do it'),
    },
    'do it': {
      kind: 'send',
      apply: withEffect,
      done: attempt => halfDone(attempt, 'complete it'),
      refused: attempt => goTo(attempt, 'read the license'),
    },
    'complete it': {
      kind: 'send',
      apply: (tables, { by, body, seenVersion }) =>
        tables.kept?.by === by ? { ...tables, kept: { by, body, value: seenVersion + 1, alive: true } } : undefined,
      done: attempt => answer(attempt, { kind: 'own', value: attempt.seen.version + 1 }),
      refused: attempt => answer(attempt, { kind: 'unknown' }),
    },
  },
});

/** As ours, but whoever comes later overwrites the record. */
const unconditional: Protocol = {
  ...oneTransaction('kept'),
  name: 'the record without its condition',
  program: {
    ...reading('commit', 'kept'),
    commit: {
      kind: 'send',
      apply: (tables, message, life) => {
        const free = { ...tables, kept: null };
        const recorded = withRecord(free, message);
        return recorded && withEffect(recorded, message, life);
      },
      done: attempt => answer(attempt, { kind: 'own', value: attempt.seen.version + 1 }),
      refused: again,
    },
  },
};

/** Those that must fail, so that the checker is known to be able to complain. */
export const broken: readonly Protocol[] = [claimFirst('leased'), claimFirst('held'), secondTransaction, unconditional];
