import { randomUUID } from 'node:crypto';
import {
  afterExecution,
  beforeExecution,
  cancelTransaction,
  createHttpResponse,
  executeThen,
  leaveTablesUnprocessed,
  leaveUnprocessed,
  loseCall,
  loseResponse,
  type NetworkFault,
  readResponseText,
  refuseCall,
  splitBatchRead,
  timeOutCall,
  truncateResponse,
} from '../../support/faulty-network.ts';

/** What a failure may do besides spoiling the call. */
export interface FailureScene {
  /** The process ends: nothing of it ever goes on. */
  crash(): Promise<never>;
  /** Its sender loses sight of the call, which is carried out later. */
  delay: NetworkFault;
  /** Time goes by. */
  advanceClock(ms: number): void;
  /** Another sandbox carries something out: the repeat of an impatient client, another request under the key, another key's. */
  runConcurrently(who: 'repeat' | 'other' | 'stranger'): Promise<void>;
}

/** One way in which a call to DynamoDB fails. */
export interface InjectedFailure {
  name: string;
  /** Which calls fail like this. A batch is a read. */
  appliesTo: 'any' | 'read' | 'batch' | 'commit';
  fault(scene: FailureScene): NetworkFault;
  /** Its sender cannot tell whether it was carried out: it must send the same again. */
  isUnknown?: true;
  /** DynamoDB never takes it: a job parks what it was about, for a person to look at. */
  isDefect?: true;
  /** Every call of its kind fails like this until the deadline. */
  isPersistent?: true;
  /** The answer is there to be read: with a key it is given at once, whatever else is the matter. */
  hasStoredResponse?: true;
  /** When what was parked is carried out. */
  releasePoint?: 'before the repeat' | 'after the repeat';
}

const internalServerError = refuseCall('InternalServerError', {}, 500);
const createFailure = (name: string, fault: NetworkFault, more: Partial<InjectedFailure> = {}): InjectedFailure => ({
  name,
  appliesTo: 'any',
  fault: () => fault,
  ...more,
});

const createProcessCrash = (isDone: boolean): InjectedFailure => ({
  name: `the process dies ${isDone ? 'after' : 'before'} it`,
  appliesTo: 'any',
  fault: scene => async (_call, send) => {
    if (isDone) await readResponseText(await send());
    return scene.crash();
  },
});

const createSlowCall = (ms: number): InjectedFailure => ({
  name: `it takes ${ms / 1000} s`,
  appliesTo: 'any',
  fault: scene => afterExecution(() => scene.advanceClock(ms)),
});

const createDelayedCommit = (lands: NonNullable<InjectedFailure['releasePoint']>): InjectedFailure => ({
  name: `it is carried out late, ${lands}`,
  appliesTo: 'commit',
  fault: scene => scene.delay,
  isUnknown: true,
  releasePoint: lands,
});

/** It is carried out, then again under a token that DynamoDB has forgotten. */
const createDuplicateCommit = (heard: 'first' | 'second'): InjectedFailure => ({
  name: `it is carried out twice, and the ${heard} answer arrives`,
  appliesTo: 'commit',
  fault: () => async (_call, send) => {
    const first = await send();
    const bodies = { first: await readResponseText(first), second: '' };
    const second = await send({ ClientRequestToken: randomUUID() });
    bodies.second = await readResponseText(second);
    return createHttpResponse({ first, second }[heard].statusCode, bodies[heard]);
  },
});

const createConcurrentRequest = (
  who: Parameters<FailureScene['runConcurrently']>[0],
  moment: 'before' | 'after',
): InjectedFailure => ({
  name: `${who === 'repeat' ? 'the repeat' : who} is carried out by another sandbox just ${moment} it`,
  appliesTo: moment === 'before' ? 'any' : 'read',
  fault: scene => (moment === 'before' ? beforeExecution : afterExecution)(() => scene.runConcurrently(who)),
});

/** Another sandbox was faster; DynamoDB says so, and names another reason besides. */
const createMixedReasons = (besides: string): InjectedFailure => ({
  name: `the repeat was faster, and ${besides} is a reason too`,
  appliesTo: 'commit',
  hasStoredResponse: true,
  fault: scene => async (call, send) => {
    await scene.runConcurrently('repeat');
    const rest = call.input.TransactItems.slice(1).map(() => besides);
    return cancelTransaction('ConditionalCheckFailed', ...rest)(call, send);
  },
});

export const callFailures: InjectedFailure[] = [
  createProcessCrash(false),
  createProcessCrash(true),
  createFailure('the connection is reset before it', loseCall, { isUnknown: true }),
  createFailure('its answer is lost', loseResponse, { isUnknown: true }),
  createFailure('its answer is cut short', truncateResponse, { isUnknown: true }),
  createFailure('it hangs', timeOutCall, { isUnknown: true }),
  createFailure('it is carried out and hangs', executeThen(timeOutCall), { isUnknown: true }),
  createFailure('DynamoDB fails before it', internalServerError, { isUnknown: true }),
  createFailure('DynamoDB fails after it', executeThen(internalServerError), { isUnknown: true }),
  createFailure('it is throttled', refuseCall('ThrottlingException')),
  createFailure('it is refused as not valid', refuseCall('ValidationException'), { isDefect: true }),
  createFailure('access is denied', refuseCall('AccessDeniedException')),
  createSlowCall(3000),
  createSlowCall(9000),
  createFailure('all calls are lost', loseCall, { isUnknown: true, isPersistent: true }),
  createFailure('all answers are lost', loseResponse, { isUnknown: true, isPersistent: true }),
  createFailure('all are throttled', refuseCall('ThrottlingException'), { isPersistent: true }),
  createFailure('no key is processed', leaveUnprocessed, { appliesTo: 'batch' }),
  createFailure('the keys of connect are not processed', leaveTablesUnprocessed('connect'), { appliesTo: 'batch' }),
  createFailure('the keys of idempotency are not processed', leaveTablesUnprocessed('idempotency'), {
    appliesTo: 'batch',
  }),
  createFailure('the keys of api-keys are not processed', leaveTablesUnprocessed('api-keys'), { appliesTo: 'batch' }),
  ...['connect', 'idempotency'].flatMap(table =>
    (['repeat', 'other', 'stranger'] as const).map(
      (who): InjectedFailure => ({
        name: `${who} is carried out by another sandbox after ${table} was read and before the rest`,
        appliesTo: 'batch',
        fault: scene => (call, send) =>
          table in call.input.RequestItems
            ? splitBatchRead(table, () => scene.runConcurrently(who))(call, send)
            : send(),
      }),
    ),
  ),
  ...(['repeat', 'other', 'stranger'] as const).flatMap(who => [
    createConcurrentRequest(who, 'before'),
    createConcurrentRequest(who, 'after'),
  ]),
  createFailure('it conflicts', cancelTransaction('TransactionConflict', 'None', 'None'), { appliesTo: 'commit' }),
  createFailure('all conflict', cancelTransaction('TransactionConflict', 'None', 'None'), {
    appliesTo: 'commit',
    isPersistent: true,
  }),
  createFailure('it is said to be in progress', refuseCall('TransactionInProgressException'), {
    appliesTo: 'commit',
    isUnknown: true,
  }),
  createFailure('a write of it is not valid', cancelTransaction('None', 'ValidationError', 'None'), {
    appliesTo: 'commit',
    isDefect: true,
  }),
  createDelayedCommit('before the repeat'),
  createDelayedCommit('after the repeat'),
  createDuplicateCommit('first'),
  createDuplicateCommit('second'),
  ...['ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError', 'ValidationError', 'None'].map(
    createMixedReasons,
  ),
];
