import { randomUUID } from 'node:crypto';
import {
  cancel,
  cutAnswer,
  doneBut,
  type Fault,
  leaveTables,
  leaveUnprocessed,
  loseAnswer,
  loseCall,
  onAnswer,
  onArrival,
  refuse,
  reply,
  tear,
  textOf,
  timeOut,
} from '../support/network.ts';

/** What a failure may do besides spoiling the call. */
export interface Scene {
  /** The process ends: nothing of it ever goes on. */
  die(): Promise<never>;
  /** Its sender loses sight of the call, which is carried out later. */
  park: Fault;
  /** Time goes by. */
  wait(ms: number): void;
  /** Another sandbox carries something out: the repeat of an impatient client, another request under the key, another key's. */
  meanwhile(who: 'repeat' | 'other' | 'stranger'): Promise<void>;
}

/** One way in which a call to DynamoDB fails. */
export interface Failure {
  name: string;
  /** Which calls fail like this. A batch is a read. */
  of: 'any' | 'read' | 'batch' | 'commit';
  fault(scene: Scene): Fault;
  /** Its sender cannot tell whether it was carried out: it must send the same again. */
  isUnknown?: true;
  /** DynamoDB never takes it: a job parks what it was about, for a person to look at. */
  isDefect?: true;
  /** Every call of its kind fails like this until the deadline. */
  lasts?: true;
  /** The answer is there to be read: with a key it is given at once, whatever else is the matter. */
  isAnswered?: true;
  /** When what was parked is carried out. */
  lands?: 'before the repeat' | 'after the repeat';
}

const internal = refuse('InternalServerError', {}, 500);
const plain = (name: string, fault: Fault, more: Partial<Failure> = {}): Failure => ({
  name,
  of: 'any',
  fault: () => fault,
  ...more,
});

const dies = (isDone: boolean): Failure => ({
  name: `the process dies ${isDone ? 'after' : 'before'} it`,
  of: 'any',
  fault: scene => async (_call, send) => {
    if (isDone) await textOf(await send());
    return scene.die();
  },
});

const slow = (ms: number): Failure => ({
  name: `it takes ${ms / 1000} s`,
  of: 'any',
  fault: scene => onAnswer(() => scene.wait(ms)),
});

const parked = (lands: NonNullable<Failure['lands']>): Failure => ({
  name: `it is carried out late, ${lands}`,
  of: 'commit',
  fault: scene => scene.park,
  isUnknown: true,
  lands,
});

/** It is carried out, then again under a token that DynamoDB has forgotten. */
const twice = (heard: 'first' | 'second'): Failure => ({
  name: `it is carried out twice, and the ${heard} answer arrives`,
  of: 'commit',
  fault: () => async (_call, send) => {
    const first = await send();
    const bodies = { first: await textOf(first), second: '' };
    const second = await send({ ClientRequestToken: randomUUID() });
    bodies.second = await textOf(second);
    return reply({ first, second }[heard].statusCode, bodies[heard]);
  },
});

const overtaken = (who: Parameters<Scene['meanwhile']>[0], moment: 'before' | 'after'): Failure => ({
  name: `${who === 'repeat' ? 'the repeat' : who} is carried out by another sandbox just ${moment} it`,
  of: moment === 'before' ? 'any' : 'read',
  fault: scene => (moment === 'before' ? onArrival : onAnswer)(() => scene.meanwhile(who)),
});

/** Another sandbox was faster; DynamoDB says so, and names another reason besides. */
const reasons = (besides: string): Failure => ({
  name: `the repeat was faster, and ${besides} is a reason too`,
  of: 'commit',
  isAnswered: true,
  fault: scene => async (call, send) => {
    await scene.meanwhile('repeat');
    const rest = call.input.TransactItems.slice(1).map(() => besides);
    return cancel('ConditionalCheckFailed', ...rest)(call, send);
  },
});

export const failures: Failure[] = [
  dies(false),
  dies(true),
  plain('the connection is reset before it', loseCall, { isUnknown: true }),
  plain('its answer is lost', loseAnswer, { isUnknown: true }),
  plain('its answer is cut short', cutAnswer, { isUnknown: true }),
  plain('it hangs', timeOut, { isUnknown: true }),
  plain('it is carried out and hangs', doneBut(timeOut), { isUnknown: true }),
  plain('DynamoDB fails before it', internal, { isUnknown: true }),
  plain('DynamoDB fails after it', doneBut(internal), { isUnknown: true }),
  plain('it is throttled', refuse('ThrottlingException')),
  plain('it is refused as not valid', refuse('ValidationException'), { isDefect: true }),
  plain('access is denied', refuse('AccessDeniedException')),
  slow(3000),
  slow(9000),
  plain('all calls are lost', loseCall, { isUnknown: true, lasts: true }),
  plain('all answers are lost', loseAnswer, { isUnknown: true, lasts: true }),
  plain('all are throttled', refuse('ThrottlingException'), { lasts: true }),
  plain('no key is processed', leaveUnprocessed, { of: 'batch' }),
  plain('the keys of connect are not processed', leaveTables('connect'), { of: 'batch' }),
  plain('the keys of idempotency are not processed', leaveTables('idempotency'), { of: 'batch' }),
  plain('the keys of api-keys are not processed', leaveTables('api-keys'), { of: 'batch' }),
  ...['connect', 'idempotency'].flatMap(table =>
    (['repeat', 'other', 'stranger'] as const).map(
      (who): Failure => ({
        name: `${who} is carried out by another sandbox after ${table} was read and before the rest`,
        of: 'batch',
        fault: scene => (call, send) =>
          table in call.input.RequestItems ? tear(table, () => scene.meanwhile(who))(call, send) : send(),
      }),
    ),
  ),
  ...(['repeat', 'other', 'stranger'] as const).flatMap(who => [overtaken(who, 'before'), overtaken(who, 'after')]),
  plain('it conflicts', cancel('TransactionConflict', 'None', 'None'), { of: 'commit' }),
  plain('all conflict', cancel('TransactionConflict', 'None', 'None'), { of: 'commit', lasts: true }),
  plain('it is said to be in progress', refuse('TransactionInProgressException'), { of: 'commit', isUnknown: true }),
  plain('a write of it is not valid', cancel('None', 'ValidationError', 'None'), { of: 'commit', isDefect: true }),
  parked('before the repeat'),
  parked('after the repeat'),
  twice('first'),
  twice('second'),
  ...['ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError', 'ValidationError', 'None'].map(reasons),
];
