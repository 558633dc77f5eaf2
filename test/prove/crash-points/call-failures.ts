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

/** Requests that run concurrently: a retry, another request with the same idempotency key, and one with an unrelated key. */
const concurrentRequests = ['retry', 'sameKey', 'unrelated'] as const;
export type ConcurrentRequest = (typeof concurrentRequests)[number];

const describeConcurrentRequest: Record<ConcurrentRequest, string> = {
  retry: 'retry',
  sameKey: 'other request with the same key',
  unrelated: 'unrelated request',
};

/** Effects that a failure can cause besides the failed call. */
export interface FailureScene {
  /** Ends the process: none of its code continues. */
  crash(): Promise<never>;
  /** Cuts the connection to the sender and executes the call later. */
  delay: NetworkFault;
  /** Lets time pass. */
  advanceClock(ms: number): void;
  /**
   * Executes a request in another execution environment: a retry of the same request, another request with the same
   * idempotency key, or a request with another key.
   */
  runConcurrently(kind: ConcurrentRequest): Promise<void>;
}

/** One way in which a DynamoDB call fails. */
export interface InjectedFailure {
  name: string;
  /** Calls that can fail like this. A batch is also a read. */
  appliesTo: 'any' | 'read' | 'batch' | 'commit';
  fault(scene: FailureScene): NetworkFault;
  /** The sender cannot know whether the call was executed, and must send the identical call again. */
  isUnknown?: true;
  /** DynamoDB never accepts the call. A job quarantines the change, so that a person can examine it. */
  isDefect?: true;
  /** Every call of the same operation fails like this until the deadline. */
  isPersistent?: true;
  /** A stored response exists: with an idempotency key it is returned at once, whatever other reasons DynamoDB gives. */
  hasStoredResponse?: true;
  /** Time at which a delayed call is executed. */
  releasePoint?: 'before retry' | 'after retry';
}

const internalServerError = refuseCall('InternalServerError', {}, 500);
const createFailure = (name: string, fault: NetworkFault, options: Partial<InjectedFailure> = {}): InjectedFailure => ({
  name,
  appliesTo: 'any',
  fault: () => fault,
  ...options,
});

const createProcessCrash = (isExecuted: boolean): InjectedFailure => ({
  name: `the process crashes ${isExecuted ? 'after' : 'before'} the call`,
  appliesTo: 'any',
  fault: scene => async (_call, send) => {
    if (isExecuted) await readResponseText(await send());
    return scene.crash();
  },
});

const createSlowCall = (ms: number): InjectedFailure => ({
  name: `the call takes ${ms / 1000} s`,
  appliesTo: 'any',
  fault: scene => afterExecution(() => scene.advanceClock(ms)),
});

const createDelayedCommit = (releasePoint: NonNullable<InjectedFailure['releasePoint']>): InjectedFailure => ({
  name: `the call is executed late, ${releasePoint}`,
  appliesTo: 'commit',
  fault: scene => scene.delay,
  isUnknown: true,
  releasePoint,
});

/** Executes the transaction, then executes it again after DynamoDB has forgotten its token. */
const createDuplicateCommit = (received: 'first' | 'second'): InjectedFailure => ({
  name: `the call is executed twice, and the ${received} response arrives`,
  appliesTo: 'commit',
  fault: () => async (_call, send) => {
    const first = await send();
    const bodies = { first: await readResponseText(first), second: '' };
    const second = await send({ ClientRequestToken: randomUUID() });
    bodies.second = await readResponseText(second);
    return createHttpResponse({ first, second }[received].statusCode, bodies[received]);
  },
});

const createConcurrentRequest = (kind: ConcurrentRequest, moment: 'before' | 'after'): InjectedFailure => ({
  name: `another execution environment executes the ${describeConcurrentRequest[kind]} just ${moment} the call`,
  appliesTo: moment === 'before' ? 'any' : 'read',
  fault: scene => (moment === 'before' ? beforeExecution : afterExecution)(() => scene.runConcurrently(kind)),
});

/** Another execution environment was faster. DynamoDB reports this together with another cancellation reason. */
const createMixedReasons = (otherReason: string): InjectedFailure => ({
  name: `the retry was faster, and ${otherReason} is a reason too`,
  appliesTo: 'commit',
  hasStoredResponse: true,
  fault: scene => async (call, send) => {
    await scene.runConcurrently('retry');
    const rest = call.input.TransactItems.slice(1).map(() => otherReason);
    return cancelTransaction('ConditionalCheckFailed', ...rest)(call, send);
  },
});

export const callFailures: InjectedFailure[] = [
  createProcessCrash(false),
  createProcessCrash(true),
  createFailure('the connection is reset before the call', loseCall, { isUnknown: true }),
  createFailure('the response is lost', loseResponse, { isUnknown: true }),
  createFailure('the response is truncated', truncateResponse, { isUnknown: true }),
  createFailure('the call hangs', timeOutCall, { isUnknown: true }),
  createFailure('the call is executed and hangs', executeThen(timeOutCall), { isUnknown: true }),
  createFailure('DynamoDB fails before the call', internalServerError, { isUnknown: true }),
  createFailure('DynamoDB fails after the call', executeThen(internalServerError), { isUnknown: true }),
  createFailure('the call is throttled', refuseCall('ThrottlingException')),
  createFailure('the call is rejected as invalid', refuseCall('ValidationException'), { isDefect: true }),
  createFailure('access is denied', refuseCall('AccessDeniedException')),
  createSlowCall(3000),
  createSlowCall(9000),
  createFailure('all calls are lost', loseCall, { isUnknown: true, isPersistent: true }),
  createFailure('all responses are lost', loseResponse, { isUnknown: true, isPersistent: true }),
  createFailure('all calls are throttled', refuseCall('ThrottlingException'), { isPersistent: true }),
  createFailure('no item key is processed', leaveUnprocessed, { appliesTo: 'batch' }),
  createFailure('the item keys of connect are not processed', leaveTablesUnprocessed('connect'), {
    appliesTo: 'batch',
  }),
  createFailure('the item keys of idempotency are not processed', leaveTablesUnprocessed('idempotency'), {
    appliesTo: 'batch',
  }),
  createFailure('the item keys of api-keys are not processed', leaveTablesUnprocessed('api-keys'), {
    appliesTo: 'batch',
  }),
  ...['connect', 'idempotency'].flatMap(table =>
    concurrentRequests.map(
      (kind): InjectedFailure => ({
        name: `another execution environment executes the ${describeConcurrentRequest[kind]} after ${table} was read and before the rest`,
        appliesTo: 'batch',
        fault: scene => (call, send) =>
          table in call.input.RequestItems
            ? splitBatchRead(table, () => scene.runConcurrently(kind))(call, send)
            : send(),
      }),
    ),
  ),
  ...concurrentRequests.flatMap(kind => [
    createConcurrentRequest(kind, 'before'),
    createConcurrentRequest(kind, 'after'),
  ]),
  createFailure('the transaction conflicts', cancelTransaction('TransactionConflict', 'None', 'None'), {
    appliesTo: 'commit',
  }),
  createFailure('all transactions conflict', cancelTransaction('TransactionConflict', 'None', 'None'), {
    appliesTo: 'commit',
    isPersistent: true,
  }),
  createFailure('the transaction is reported as in progress', refuseCall('TransactionInProgressException'), {
    appliesTo: 'commit',
    isUnknown: true,
  }),
  createFailure('a write of the transaction is invalid', cancelTransaction('None', 'ValidationError', 'None'), {
    appliesTo: 'commit',
    isDefect: true,
  }),
  createDelayedCommit('before retry'),
  createDelayedCommit('after retry'),
  createDuplicateCommit('first'),
  createDuplicateCommit('second'),
  ...['ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError', 'ValidationError', 'None'].map(
    createMixedReasons,
  ),
];
