import type { DatabaseResponse, MemoryDatabase } from '../../support/memory-database.ts';
import type { DatabaseCall, SerializedResponse } from '../../support/memory-database-client.ts';
import type { EventScheduler } from './event-scheduler.ts';
import { isReadOperation, recordActionOutcome, toObservedAction } from './observed-action.ts';
import { readInTwoParts, readPartially } from './partial-reads.ts';
import type { SimulatedProcess } from './request-attempt.ts';

/** How long DynamoDB accepts a signature, and how long the client waits for an answer. */
const signatureMs = 15 * 60_000;
const timeoutMs = 2000;
/** So that its answer is in time. */
const maxSplitReadMs = 1500;

const createResetError = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const createTimeoutError = () => Object.assign(new Error('no answer in 2000 ms'), { name: 'TimeoutError' });

const createRefusal = (name: string, more: object = {}, status = 400): DatabaseResponse => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more },
});

/** The way from a sandbox to DynamoDB and back. */
export class SimulatedNetwork {
  private readonly scheduler: EventScheduler;
  private readonly database: MemoryDatabase;
  private readonly log: (process: SimulatedProcess, what: string) => void;

  constructor(
    scheduler: EventScheduler,
    database: MemoryDatabase,
    log: (process: SimulatedProcess, what: string) => void,
  ) {
    this.scheduler = scheduler;
    this.database = database;
    this.log = log;
  }

  /** A call, as its sandbox sees it. */
  send(process: SimulatedProcess, sent: DatabaseCall): Promise<SerializedResponse> {
    const { fault } = process;
    if (fault.kind !== 'freeze signed') return this.transmit(process, sent);
    this.freeze(process);
    return new Promise((resolve, reject) => {
      process.environment.schedule(0, () => this.transmit(process, sent).then(resolve, reject));
    });
  }

  freeze(process: SimulatedProcess): void {
    const { environment: sandbox, fault } = process;
    sandbox.freeze(fault.ms);
    this.log(process, `freezes for ${fault.ms} ms`);
  }

  private transmit(process: SimulatedProcess, sent: DatabaseCall): Promise<SerializedResponse> {
    const { environment: sandbox, fault } = process;
    const action = toObservedAction(sent);
    process.actions.push(action);
    const { out, back, ms } = fault;
    return new Promise((resolve, reject) => {
      let hasFailed = false;
      const fail = (after: number, error: () => Error) =>
        sandbox.schedule(after, () => {
          hasFailed = true;
          reject(error());
        });
      const answer = (after: number, { status, body }: DatabaseResponse, cut = false) => {
        const text = JSON.stringify(body);
        sandbox.schedule(after, () => {
          if (!cut && !hasFailed) recordActionOutcome(action, status, body);
          resolve({ status, text: cut ? text.slice(0, text.length / 2) : text });
        });
      };
      const carryOut = (call: DatabaseCall) => this.execute(process, call);
      const atDynamoDb = (after: number, happen: () => void) =>
        this.scheduler.schedule(this.scheduler.now + after, happen);
      const arrive = (after: number, then: (answered: DatabaseResponse) => void = () => {}) =>
        atDynamoDb(after, () => then(carryOut(sent)));

      switch (toApplicableFault(fault.kind, sent)) {
        case 'lose call':
          return fail(out, createResetError);
        case 'lose answer':
          arrive(out);
          return fail(out + back, createResetError);
        case 'cut answer':
          return arrive(out, answered => answer(back, answered, true));
        case 'hang':
          return fail(timeoutMs, createTimeoutError);
        case 'late':
          arrive(ms, answered => answer(back, answered));
          return fail(timeoutMs, createTimeoutError);
        case 'twice':
          arrive(out + ms);
          return arrive(out, answered => answer(back, answered));
        case 'throttle':
          return answer(out + back, createRefusal('ThrottlingException'));
        case 'fail':
          return answer(out + back, createRefusal('InternalServerError', {}, 500));
        case 'fail though done':
          return arrive(out, () => answer(back, createRefusal('InternalServerError', {}, 500)));
        case 'in progress':
          arrive(out + ms);
          return answer(out + back, createRefusal('TransactionInProgressException'));
        case 'conflict':
          return answer(out + back, createCancellation(sent, fault.which, 'TransactionConflict'));
        case 'reason throttled':
          return answer(out + back, createCancellation(sent, fault.which, 'ThrottlingError'));
        case 'unprocessed':
          return atDynamoDb(out, () => answer(back, readPartially(sent, fault.which, carryOut)));
        case 'stale':
          return answer(out + back, { status: 200, body: { Items: [] } });
        case 'torn':
          return atDynamoDb(out, () => {
            const readRest = readInTwoParts(sent, fault.which, carryOut);
            atDynamoDb(Math.min(ms, maxSplitReadMs), () => answer(back, readRest()));
          });
        case 'freeze answered':
          return arrive(out, answered => {
            this.freeze(process);
            answer(back, answered);
          });
        case 'crash unsent':
          return this.crash(process);
        case 'crash sent':
          arrive(out);
          return this.crash(process);
        default:
          return arrive(out, answered => answer(back, answered));
      }
    });
  }

  /** What DynamoDB does when a call arrives. */
  private execute(process: SimulatedProcess, { operation, input, signedAt }: DatabaseCall): DatabaseResponse {
    const { now } = this.scheduler;
    const before = this.database.applied.length;
    const answered =
      Math.abs(now - signedAt) > signatureMs
        ? createRefusal('InvalidSignatureException', { message: 'Signature expired: it is too old.' })
        : this.database.execute(operation, input, now);
    if (!isReadOperation(operation))
      this.log(process, `${operation}: ${describeResult(answered, this.database.applied.length - before)}`);
    return answered;
  }

  private crash(process: SimulatedProcess): void {
    process.environment.crash();
    this.log(process, 'crashes');
  }
}

/** Some faults are those of reads, and some those of transactions. */
function toApplicableFault(
  kind: SimulatedProcess['fault']['kind'],
  { operation, input }: DatabaseCall,
): SimulatedProcess['fault']['kind'] {
  const ofBatches = kind === 'unprocessed' || kind === 'torn';
  const ofTransactions = kind === 'conflict' || kind === 'reason throttled' || kind === 'in progress';
  const isOfIndex = (input as { IndexName?: string }).IndexName !== undefined;
  if (kind === 'stale' && !isOfIndex) return 'none';
  if (ofBatches && operation !== 'BatchGetItem') return 'none';
  if (ofTransactions && operation !== 'TransactWriteItems') return 'none';
  return kind;
}

const reasonCount = ({ input }: DatabaseCall): number => (input as { TransactItems: unknown[] }).TransactItems.length;

function createCancellation(sent: DatabaseCall, which: number, code: string): DatabaseResponse {
  const count = reasonCount(sent);
  const codes = Array.from({ length: count }, (_, index) => (index === which % count ? code : 'None'));
  return createRefusal('TransactionCanceledException', { CancellationReasons: codes.map(Code => ({ Code })) });
}

function describeResult({ status, body }: DatabaseResponse, applied: number): string {
  if (status === 200) return applied > 0 ? 'done' : 'done already';
  const { __type = '', CancellationReasons } = body as { __type?: string; CancellationReasons?: { Code: string }[] };
  return CancellationReasons?.map(({ Code }) => Code).join(', ') ?? __type.split('#').at(-1) ?? '';
}
