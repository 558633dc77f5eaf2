import type { Protocol } from './protocol.ts';
import type { Attempt, Message, State } from './state.ts';

/** What may happen next, in words, and what is then. */
export interface Move {
  what: string;
  state: State;
}

const isActive = ({ told, crashed }: Attempt): boolean => told === undefined && !crashed;
const hasBegun = (attempt: Attempt, start: string): boolean =>
  attempt.at !== start || attempt.waiting || attempt.round > 1 || attempt.sends > 0;

const nameOf = (self: number, { body }: Pick<Attempt, 'body'>): string => `attempt ${self + 1} (${body})`;

/** Everything that may happen in a state. */
export function movesOf(state: State, protocol: Protocol): Move[] {
  return [
    ...state.attempts.flatMap((attempt, self) => (isActive(attempt) ? ofAttempt(state, protocol, attempt, self) : [])),
    ...state.messages.flatMap((message, index) => ofMessage(state, protocol, message, index)),
    ...ofTime(state, protocol),
  ];
}

const withAttempt = (state: State, self: number, attempt: Attempt): State => {
  const attempts = state.attempts.map((other, index) => (index === self ? attempt : other));
  const { told, body } = attempt;
  if (told?.value === undefined) return { ...state, attempts };
  const { value } = told;
  const isNew = !state.said.some(said => said.life === state.life && said.body === body && said.value === value);
  return { ...state, attempts, said: isNew ? [...state.said, { life: state.life, body, value }] : state.said };
};

function ofAttempt(state: State, { program, maxSends }: Protocol, attempt: Attempt, self: number): Move[] {
  const step = program[attempt.at];
  const moves: Move[] = [];
  const name = nameOf(self, attempt);
  const add = (what: string, next: Attempt, more: Partial<State> = {}) =>
    moves.push({ what: `${name} ${what}`, state: { ...withAttempt(state, self, next), ...more } });

  if (state.left.crash > 0) {
    add('crashes', { ...attempt, crashed: true }, { left: { ...state.left, crash: state.left.crash - 1 } });
  }
  if (step?.kind === 'read') {
    const next = step.read(attempt, state.tables, self);
    add(`reads${next.told ? ` and answers ${sayOf(next)}` : ''}`, next);
  } else if (attempt.waiting) {
    const doubtful = { ...attempt, doubt: true, waiting: false };
    if (attempt.sends < maxSends) add('hears nothing in time', doubtful);
    else add('hears nothing in time and answers unknown', { ...doubtful, at: 'end', told: { kind: 'unknown' } });
  } else {
    const { at, body, round, sends, seen } = attempt;
    const message: Message = {
      by: self,
      at,
      token: `${self}.${at}.${round}`,
      body,
      seenVersion: seen.version,
      copies: 1,
    };
    const sent = { ...attempt, waiting: true, sends: sends + 1 };
    add(`sends: ${at}`, sent, { messages: withMessage(state.messages, message) });
    if (state.left.twice > 0) {
      const left = { ...state.left, twice: state.left.twice - 1 };
      add(`sends, to arrive twice: ${at}`, sent, {
        messages: withMessage(state.messages, { ...message, copies: 2 }),
        left,
      });
    }
  }
  return moves;
}

/** Equal transactions on their way are told apart by nothing but their number. */
function withMessage(messages: Message[], message: Message): Message[] {
  const same = messages.findIndex(
    ({ token, seenVersion }) => token === message.token && seenVersion === message.seenVersion,
  );
  if (same < 0) return [...messages, message];
  return messages.map((other, index) => (index === same ? { ...other, copies: other.copies + message.copies } : other));
}

/** It arrives, whenever that is, or never; and its sender hears of it, or does not. */
function ofMessage(state: State, { program }: Protocol, message: Message, index: number): Move[] {
  const step = program[message.at];
  const attempt = state.attempts[message.by];
  if (step?.kind !== 'send' || !attempt) return [];
  const isDone = state.tables.tokens.includes(message.token);
  const applied = isDone ? state.tables : step.apply(state.tables, message, state.life);
  const tables =
    applied && !isDone ? { ...applied, tokens: [...applied.tokens, message.token].sort() } : (applied ?? state.tables);
  const messages = state.messages.flatMap((other, at) => {
    if (at !== index) return [other];
    return other.copies > 1 ? [{ ...other, copies: other.copies - 1 }] : [];
  });
  const after = { ...state, tables, messages };
  const what = `${message.at} of ${nameOf(message.by, message)} arrives: ${applied ? (isDone ? 'done already' : 'done') : 'refused'}`;
  const isHeard =
    isActive(attempt) && attempt.waiting && message.token === `${message.by}.${attempt.at}.${attempt.round}`;
  const unheard: Move = { what: `${what}, which nobody hears`, state: after };
  if (!isHeard) return [unheard];
  const next = applied ? step.done(attempt, message.by) : step.refused(attempt);
  const told = next.told ? `, and answers ${sayOf(next)}` : '';
  return [unheard, { what: what + told, state: withAttempt(after, message.by, next) }];
}

/** Minutes or a day pass: longer than any deadline, so that whoever is still under way then sends no more. */
function later(state: State, start: string): State {
  const attempts = state.attempts.map(attempt => {
    if (!isActive(attempt) || !hasBegun(attempt, start)) return attempt;
    const kind = attempt.doubt || attempt.waiting ? ('unknown' as const) : ('unavailable' as const);
    return { ...attempt, at: 'end', waiting: false, told: { kind } };
  });
  return { ...state, attempts };
}

function ofTime(state: State, { start }: Protocol): Move[] {
  const { left, tables, life } = state;
  const moves: Move[] = [];
  const add = (what: string, next: Partial<State>) => moves.push({ what, state: { ...later(state, start), ...next } });
  if (left.forget > 0 && tables.tokens.length > 0) {
    const next = { tables: { ...tables, tokens: [] }, left: { ...left, forget: left.forget - 1 } };
    add('ten minutes pass: the tokens are forgotten', next);
  }
  if (left.lapse > 0 && tables.kept?.claim === 'leased') {
    const kept = { ...tables.kept, claim: 'over' as const };
    add('the lease is over', { tables: { ...tables, kept }, left: { ...left, lapse: left.lapse - 1 } });
  }
  // No signature is accepted for so long: what was on its way is refused.
  if (left.expire > 0 && tables.kept?.alive) {
    const kept = { ...tables.kept, alive: false };
    const next = { messages: [], life: life + 1, left: { ...left, expire: left.expire - 1 } };
    add('a day passes: the record expires', { ...next, tables: { ...tables, tokens: [], kept } });
  }
  return moves;
}

const sayOf = ({ told }: Attempt): string =>
  told?.value === undefined ? (told?.kind ?? '') : `${told.kind}, version ${told.value}`;
