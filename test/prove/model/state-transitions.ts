import type { ModelProtocol } from './model-protocol.ts';
import type { ModelAttempt, ModelMessage, ModelState } from './model-state.ts';

/** What may happen next, in words, and what is then. */
export interface StateTransition {
  description: string;
  state: ModelState;
}

const isActive = ({ response: told, crashed }: ModelAttempt): boolean => told === undefined && !crashed;
const hasStarted = (attempt: ModelAttempt, start: string): boolean =>
  attempt.step !== start || attempt.waiting || attempt.round > 1 || attempt.sends > 0;

const describeAttempt = (self: number, { body }: Pick<ModelAttempt, 'body'>): string => `attempt ${self + 1} (${body})`;

/** Everything that may happen in a state. */
export function listTransitions(state: ModelState, protocol: ModelProtocol): StateTransition[] {
  return [
    ...state.attempts.flatMap((attempt, self) =>
      isActive(attempt) ? listAttemptTransitions(state, protocol, attempt, self) : [],
    ),
    ...state.messages.flatMap((message, index) => listMessageTransitions(state, protocol, message, index)),
    ...listTimeTransitions(state, protocol),
  ];
}

const withAttempt = (state: ModelState, self: number, attempt: ModelAttempt): ModelState => {
  const attempts = state.attempts.map((other, index) => (index === self ? attempt : other));
  const { response: told, body } = attempt;
  if (told?.value === undefined) return { ...state, attempts };
  const { value } = told;
  const isNew = !state.responses.some(
    said => said.lifetime === state.lifetime && said.body === body && said.value === value,
  );
  return {
    ...state,
    attempts,
    responses: isNew ? [...state.responses, { lifetime: state.lifetime, body, value }] : state.responses,
  };
};

function listAttemptTransitions(
  state: ModelState,
  { program, maxSends }: ModelProtocol,
  attempt: ModelAttempt,
  self: number,
): StateTransition[] {
  const step = program[attempt.step];
  const moves: StateTransition[] = [];
  const name = describeAttempt(self, attempt);
  const add = (what: string, next: ModelAttempt, more: Partial<ModelState> = {}) =>
    moves.push({ description: `${name} ${what}`, state: { ...withAttempt(state, self, next), ...more } });

  if (state.remainingFaults.crash > 0) {
    add(
      'crashes',
      { ...attempt, crashed: true },
      { remainingFaults: { ...state.remainingFaults, crash: state.remainingFaults.crash - 1 } },
    );
  }
  if (step?.kind === 'read') {
    const next = step.read(attempt, state.tables, self);
    add(`reads${next.response ? ` and answers ${describeModelResponse(next)}` : ''}`, next);
  } else if (attempt.waiting) {
    const doubtful = { ...attempt, outcomeUnknown: true, waiting: false };
    if (attempt.sends < maxSends) add('hears nothing in time', doubtful);
    else add('hears nothing in time and answers unknown', { ...doubtful, step: 'end', response: { kind: 'unknown' } });
  } else {
    const { step: at, body, round, sends, readState: seen } = attempt;
    const message: ModelMessage = {
      by: self,
      step: at,
      token: `${self}.${at}.${round}`,
      body,
      readVersion: seen.version,
      copies: 1,
    };
    const sent = { ...attempt, waiting: true, sends: sends + 1 };
    add(`sends: ${at}`, sent, { messages: withMessage(state.messages, message) });
    if (state.remainingFaults.twice > 0) {
      const left = { ...state.remainingFaults, twice: state.remainingFaults.twice - 1 };
      add(`sends, to arrive twice: ${at}`, sent, {
        messages: withMessage(state.messages, { ...message, copies: 2 }),
        remainingFaults: left,
      });
    }
  }
  return moves;
}

/** Equal transactions on their way are told apart by nothing but their number. */
function withMessage(messages: ModelMessage[], message: ModelMessage): ModelMessage[] {
  const same = messages.findIndex(
    ({ token, readVersion: seenVersion }) => token === message.token && seenVersion === message.readVersion,
  );
  if (same < 0) return [...messages, message];
  return messages.map((other, index) => (index === same ? { ...other, copies: other.copies + message.copies } : other));
}

/** It arrives, whenever that is, or never; and its sender hears of it, or does not. */
function listMessageTransitions(
  state: ModelState,
  { program }: ModelProtocol,
  message: ModelMessage,
  index: number,
): StateTransition[] {
  const step = program[message.step];
  const attempt = state.attempts[message.by];
  if (step?.kind !== 'send' || !attempt) return [];
  const isDone = state.tables.tokens.includes(message.token);
  const applied = isDone ? state.tables : step.apply(state.tables, message, state.lifetime);
  const tables =
    applied && !isDone ? { ...applied, tokens: [...applied.tokens, message.token].sort() } : (applied ?? state.tables);
  const messages = state.messages.flatMap((other, at) => {
    if (at !== index) return [other];
    return other.copies > 1 ? [{ ...other, copies: other.copies - 1 }] : [];
  });
  const after = { ...state, tables, messages };
  const what = `${message.step} of ${describeAttempt(message.by, message)} arrives: ${applied ? (isDone ? 'done already' : 'done') : 'refused'}`;
  const isHeard =
    isActive(attempt) && attempt.waiting && message.token === `${message.by}.${attempt.step}.${attempt.round}`;
  const unheard: StateTransition = { description: `${what}, which nobody hears`, state: after };
  if (!isHeard) return [unheard];
  const next = applied ? step.done(attempt, message.by) : step.refused(attempt);
  const told = next.response ? `, and answers ${describeModelResponse(next)}` : '';
  return [unheard, { description: what + told, state: withAttempt(after, message.by, next) }];
}

/** Minutes or a day pass: longer than any deadline, so that whoever is still under way then sends no more. */
function endActiveAttempts(state: ModelState, start: string): ModelState {
  const attempts = state.attempts.map(attempt => {
    if (!isActive(attempt) || !hasStarted(attempt, start)) return attempt;
    const kind = attempt.outcomeUnknown || attempt.waiting ? ('unknown' as const) : ('unavailable' as const);
    return { ...attempt, step: 'end', waiting: false, response: { kind } };
  });
  return { ...state, attempts };
}

function listTimeTransitions(state: ModelState, { start }: ModelProtocol): StateTransition[] {
  const { remainingFaults: left, tables, lifetime: life } = state;
  const moves: StateTransition[] = [];
  const add = (what: string, next: Partial<ModelState>) =>
    moves.push({ description: what, state: { ...endActiveAttempts(state, start), ...next } });
  if (left.forget > 0 && tables.tokens.length > 0) {
    const next = { tables: { ...tables, tokens: [] }, remainingFaults: { ...left, forget: left.forget - 1 } };
    add('ten minutes pass: the tokens are forgotten', next);
  }
  if (left.lapse > 0 && tables.kept?.claim === 'leased') {
    const kept = { ...tables.kept, claim: 'over' as const };
    add('the lease is over', { tables: { ...tables, kept }, remainingFaults: { ...left, lapse: left.lapse - 1 } });
  }
  // No signature is accepted for so long: what was on its way is refused.
  if (left.expire > 0 && tables.kept?.alive) {
    const kept = { ...tables.kept, alive: false };
    const next = { messages: [], lifetime: life + 1, remainingFaults: { ...left, expire: left.expire - 1 } };
    add('a day passes: the record expires', { ...next, tables: { ...tables, tokens: [], kept } });
  }
  return moves;
}

const describeModelResponse = ({ response: told }: ModelAttempt): string =>
  told?.value === undefined ? (told?.kind ?? '') : `${told.kind}, version ${told.value}`;
