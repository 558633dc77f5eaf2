import type { DatabaseResponse, MemoryDatabase } from '../../support/memory-database.ts';
import type { DatabaseCall, SerializedResponse } from '../../support/memory-database-client.ts';
import type { EventScheduler } from './event-scheduler.ts';
import { isReadOperation, recordActionOutcome, toObservedAction } from './observed-action.ts';
import { readInTwoParts, readPartially } from './partial-reads.ts';
import type { SimulatedProcess } from './request-attempt.ts';

/** Time for which DynamoDB accepts a signature, and timeout of the client. */
const signatureMs = 15 * 60_000;
const timeoutMs = 2000;
/** Limit for the second part of a split read, so that the response is in time. */
const maxSplitReadMs = 1500;

const createResetError = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const createTimeoutError = () => Object.assign(new Error('no response in 2000 ms'), { name: 'TimeoutError' });

const createRefusal = (name: string, details: object = {}, status = 400): DatabaseResponse => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...details },
});

/** Network between execution environments and DynamoDB. */
export class SimulatedNetwork {
  private readonly scheduler: EventScheduler;
  private readonly database: MemoryDatabase;
  private readonly log: (process: SimulatedProcess, event: string) => void;

  constructor(
    scheduler: EventScheduler,
    database: MemoryDatabase,
    log: (process: SimulatedProcess, event: string) => void,
  ) {
    this.scheduler = scheduler;
    this.database = database;
    this.log = log;
  }

  /** Sends a call with its fault. @returns the response that the execution environment receives */
  send(process: SimulatedProcess, call: DatabaseCall): Promise<SerializedResponse> {
    const { fault } = process;
    if (fault.kind !== 'freeze after signing') return this.transmit(process, call);
    this.freeze(process);
    return new Promise((resolve, reject) => {
      process.environment.schedule(0, () => this.transmit(process, call).then(resolve, reject));
    });
  }

  freeze(process: SimulatedProcess): void {
    const { environment, fault } = process;
    environment.freeze(fault.ms);
    this.log(process, `freezes for ${fault.ms} ms`);
  }

  private transmit(process: SimulatedProcess, call: DatabaseCall): Promise<SerializedResponse> {
    const { environment, fault } = process;
    const action = toObservedAction(call);
    process.actions.push(action);
    const { requestMs, responseMs, ms } = fault;
    return new Promise((resolve, reject) => {
      let hasFailed = false;
      const fail = (after: number, error: () => Error) =>
        environment.schedule(after, () => {
          hasFailed = true;
          reject(error());
        });
      const respond = (after: number, { status, body }: DatabaseResponse, isTruncated = false) => {
        const text = JSON.stringify(body);
        environment.schedule(after, () => {
          if (!isTruncated && !hasFailed) recordActionOutcome(action, status, body);
          resolve({ status, text: isTruncated ? text.slice(0, text.length / 2) : text });
        });
      };
      const execute = (call: DatabaseCall) => this.execute(process, call);
      const runAfter = (after: number, run: () => void) => this.scheduler.schedule(this.scheduler.now + after, run);
      const arrive = (after: number, then: (response: DatabaseResponse) => void = () => {}) =>
        runAfter(after, () => then(execute(call)));

      switch (toApplicableFault(fault.kind, call)) {
        case 'lose call':
          return fail(requestMs, createResetError);
        case 'lose response':
          arrive(requestMs);
          return fail(requestMs + responseMs, createResetError);
        case 'truncate response':
          return arrive(requestMs, response => respond(responseMs, response, true));
        case 'hang':
          return fail(timeoutMs, createTimeoutError);
        case 'delayed':
          arrive(ms, response => respond(responseMs, response));
          return fail(timeoutMs, createTimeoutError);
        case 'duplicate':
          arrive(requestMs + ms);
          return arrive(requestMs, response => respond(responseMs, response));
        case 'throttle':
          return respond(requestMs + responseMs, createRefusal('ThrottlingException'));
        case 'fail':
          return respond(requestMs + responseMs, createRefusal('InternalServerError', {}, 500));
        case 'fail after execution':
          return arrive(requestMs, () => respond(responseMs, createRefusal('InternalServerError', {}, 500)));
        case 'in progress':
          arrive(requestMs + ms);
          return respond(requestMs + responseMs, createRefusal('TransactionInProgressException'));
        case 'conflict':
          return respond(requestMs + responseMs, createCancellation(call, fault.which, 'TransactionConflict'));
        case 'throttling reason':
          return respond(requestMs + responseMs, createCancellation(call, fault.which, 'ThrottlingError'));
        case 'unprocessed':
          return runAfter(requestMs, () => respond(responseMs, readPartially(call, fault.which, execute)));
        case 'stale index':
          return respond(requestMs + responseMs, { status: 200, body: { Items: [] } });
        case 'split read':
          return runAfter(requestMs, () => {
            const readRest = readInTwoParts(call, fault.which, execute);
            runAfter(Math.min(ms, maxSplitReadMs), () => respond(responseMs, readRest()));
          });
        case 'freeze before response':
          return arrive(requestMs, response => {
            this.freeze(process);
            respond(responseMs, response);
          });
        case 'crash before sending':
          return this.crash(process);
        case 'crash after sending':
          arrive(requestMs);
          return this.crash(process);
        default:
          return arrive(requestMs, response => respond(responseMs, response));
      }
    });
  }

  /** Executes a call that arrives at DynamoDB. */
  private execute(process: SimulatedProcess, { operation, input, signedAt }: DatabaseCall): DatabaseResponse {
    const { now } = this.scheduler;
    const before = this.database.applied.length;
    const response =
      Math.abs(now - signedAt) > signatureMs
        ? createRefusal('InvalidSignatureException', { message: 'Signature expired: it is too old.' })
        : this.database.execute(operation, input, now);
    if (!isReadOperation(operation))
      this.log(process, `${operation}: ${describeResult(response, this.database.applied.length - before)}`);
    return response;
  }

  private crash(process: SimulatedProcess): void {
    process.environment.crash();
    this.log(process, 'crashes');
  }
}

/** Returns a fault if it applies to the operation of a call. Some faults affect only reads, some only transactions. */
function toApplicableFault(
  kind: SimulatedProcess['fault']['kind'],
  { operation, input }: DatabaseCall,
): SimulatedProcess['fault']['kind'] {
  const needsBatchRead = kind === 'unprocessed' || kind === 'split read';
  const needsTransaction = kind === 'conflict' || kind === 'throttling reason' || kind === 'in progress';
  const isIndexRead = (input as { IndexName?: string }).IndexName !== undefined;
  if (kind === 'stale index' && !isIndexRead) return 'none';
  if (needsBatchRead && operation !== 'BatchGetItem') return 'none';
  if (needsTransaction && operation !== 'TransactWriteItems') return 'none';
  return kind;
}

const countReasons = ({ input }: DatabaseCall): number => (input as { TransactItems: unknown[] }).TransactItems.length;

function createCancellation(call: DatabaseCall, which: number, code: string): DatabaseResponse {
  const count = countReasons(call);
  const codes = Array.from({ length: count }, (_, index) => (index === which % count ? code : 'None'));
  return createRefusal('TransactionCanceledException', { CancellationReasons: codes.map(Code => ({ Code })) });
}

function describeResult({ status, body }: DatabaseResponse, applied: number): string {
  if (status === 200) return applied > 0 ? 'applied' : 'already applied';
  const { __type = '', CancellationReasons } = body as { __type?: string; CancellationReasons?: { Code: string }[] };
  return CancellationReasons?.map(({ Code }) => Code).join(', ') ?? __type.split('#').at(-1) ?? '';
}
