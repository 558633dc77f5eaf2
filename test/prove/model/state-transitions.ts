import type { ModelProtocol } from './model-protocol.ts';
import type { ModelAttempt, ModelMessage, ModelState } from './model-state.ts';

/** One possible event, with its description and the state after it. */
export interface StateTransition {
  description: string;
  state: ModelState;
}

const isActive = ({ response, crashed }: ModelAttempt): boolean => response === undefined && !crashed;
const hasStarted = (attempt: ModelAttempt, start: string): boolean =>
  attempt.step !== start || attempt.waiting || attempt.round > 1 || attempt.sends > 0;

const describeAttempt = (self: number, { body }: Pick<ModelAttempt, 'body'>): string => `attempt ${self + 1} (${body})`;

/** Lists every event that is possible in a state. */
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
  const { response, body } = attempt;
  if (response?.value === undefined) return { ...state, attempts };
  const { value } = response;
  const isNew = !state.responses.some(
    other => other.lifetime === state.lifetime && other.body === body && other.value === value,
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
  const transitions: StateTransition[] = [];
  const name = describeAttempt(self, attempt);
  const add = (event: string, next: ModelAttempt, changes: Partial<ModelState> = {}) =>
    transitions.push({ description: `${name} ${event}`, state: { ...withAttempt(state, self, next), ...changes } });

  if (state.remainingFaults.crash > 0) {
    add(
      'crashes',
      { ...attempt, crashed: true },
      { remainingFaults: { ...state.remainingFaults, crash: state.remainingFaults.crash - 1 } },
    );
  }
  if (step?.kind === 'read') {
    const next = step.read(attempt, state.tables, self);
    add(`reads${next.response ? ` and responds: ${describeModelResponse(next)}` : ''}`, next);
  } else if (attempt.waiting) {
    const withUnknownOutcome = { ...attempt, outcomeUnknown: true, waiting: false };
    if (attempt.sends < maxSends) add('times out', withUnknownOutcome);
    else add('times out and responds: unknown', { ...withUnknownOutcome, step: 'end', response: { kind: 'unknown' } });
  } else {
    const { step: stepName, body, round, sends, readState } = attempt;
    const message: ModelMessage = {
      by: self,
      step: stepName,
      token: `${self}.${stepName}.${round}`,
      body,
      readVersion: readState.version,
      copies: 1,
    };
    const sent = { ...attempt, waiting: true, sends: sends + 1 };
    add(`sends "${stepName}"`, sent, { messages: withMessage(state.messages, message) });
    if (state.remainingFaults.duplicate > 0) {
      const remainingFaults = { ...state.remainingFaults, duplicate: state.remainingFaults.duplicate - 1 };
      add(`sends "${stepName}", which will arrive twice`, sent, {
        messages: withMessage(state.messages, { ...message, copies: 2 }),
        remainingFaults,
      });
    }
  }
  return transitions;
}

/** Adds a message. Equal transactions in flight are counted instead of listed twice. */
function withMessage(messages: ModelMessage[], message: ModelMessage): ModelMessage[] {
  const same = messages.findIndex(
    ({ token, readVersion }) => token === message.token && readVersion === message.readVersion,
  );
  if (same < 0) return [...messages, message];
  return messages.map((other, index) => (index === same ? { ...other, copies: other.copies + message.copies } : other));
}

/** Lists the events of a message in flight: it arrives, and its sender receives the result or not. */
function listMessageTransitions(
  state: ModelState,
  { program }: ModelProtocol,
  message: ModelMessage,
  index: number,
): StateTransition[] {
  const step = program[message.step];
  const attempt = state.attempts[message.by];
  if (step?.kind !== 'send' || !attempt) return [];
  const isDuplicate = state.tables.tokens.includes(message.token);
  const applied = isDuplicate ? state.tables : step.apply(state.tables, message, state.lifetime);
  const tables =
    applied && !isDuplicate
      ? { ...applied, tokens: [...applied.tokens, message.token].sort() }
      : (applied ?? state.tables);
  const messages = state.messages.flatMap((other, at) => {
    if (at !== index) return [other];
    return other.copies > 1 ? [{ ...other, copies: other.copies - 1 }] : [];
  });
  const after = { ...state, tables, messages };
  const result = applied ? (isDuplicate ? 'already applied' : 'applied') : 'refused';
  const description = `"${message.step}" of ${describeAttempt(message.by, message)} arrives: ${result}`;
  const isAwaited =
    isActive(attempt) && attempt.waiting && message.token === `${message.by}.${attempt.step}.${attempt.round}`;
  const withoutResult: StateTransition = { description: `${description}; the sender gets no result`, state: after };
  if (!isAwaited) return [withoutResult];
  const next = applied ? step.done(attempt, message.by) : step.refused(attempt);
  const response = next.response ? `; the sender responds: ${describeModelResponse(next)}` : '';
  return [withoutResult, { description: description + response, state: withAttempt(after, message.by, next) }];
}

/** Ends the running attempts when minutes or a day pass. This is longer than any deadline, so they send nothing more. */
function endActiveAttempts(state: ModelState, start: string): ModelState {
  const attempts = state.attempts.map(attempt => {
    if (!isActive(attempt) || !hasStarted(attempt, start)) return attempt;
    const kind = attempt.outcomeUnknown || attempt.waiting ? ('unknown' as const) : ('unavailable' as const);
    return { ...attempt, step: 'end', waiting: false, response: { kind } };
  });
  return { ...state, attempts };
}

function listTimeTransitions(state: ModelState, { start }: ModelProtocol): StateTransition[] {
  const { remainingFaults, tables, lifetime } = state;
  const transitions: StateTransition[] = [];
  const add = (description: string, next: Partial<ModelState>) =>
    transitions.push({ description, state: { ...endActiveAttempts(state, start), ...next } });
  if (remainingFaults.tokenExpiry > 0 && tables.tokens.length > 0) {
    const next = {
      tables: { ...tables, tokens: [] },
      remainingFaults: { ...remainingFaults, tokenExpiry: remainingFaults.tokenExpiry - 1 },
    };
    add('ten minutes pass: the tokens expire', next);
  }
  if (remainingFaults.leaseExpiry > 0 && tables.record?.claim === 'leased') {
    const record = { ...tables.record, claim: 'expired' as const };
    const next = { ...remainingFaults, leaseExpiry: remainingFaults.leaseExpiry - 1 };
    add('the lease expires', { tables: { ...tables, record }, remainingFaults: next });
  }
  // DynamoDB accepts no signature that is a day old, so all messages in flight are refused.
  if (remainingFaults.recordExpiry > 0 && tables.record?.alive) {
    const record = { ...tables.record, alive: false };
    const next = {
      messages: [],
      lifetime: lifetime + 1,
      remainingFaults: { ...remainingFaults, recordExpiry: remainingFaults.recordExpiry - 1 },
    };
    add('a day passes: the record expires', { ...next, tables: { ...tables, tokens: [], record } });
  }
  return transitions;
}

const describeModelResponse = ({ response }: ModelAttempt): string =>
  response?.value === undefined ? (response?.kind ?? '') : `${response.kind}, version ${response.value}`;
