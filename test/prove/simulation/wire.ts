import type { Answered, MemoryDatabase } from '../../support/memory-database.ts';
import type { Received, Sent } from '../../support/memory-database-client.ts';
import type { Process } from './attempt.ts';
import { deedOf, hear, isRead } from './deed.ts';
import type { Scheduler } from './scheduler.ts';
import { readInTwo, readSome } from './wire-read.ts';

/** How long DynamoDB accepts a signature, and how long the client waits for an answer. */
const signatureMs = 15 * 60_000;
const timeoutMs = 2000;
/** So that its answer is in time. */
const longestTearMs = 1500;

const reset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const timedOut = () => Object.assign(new Error('no answer in 2000 ms'), { name: 'TimeoutError' });

const refusal = (name: string, more: object = {}, status = 400): Answered => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more },
});

/** The way from a sandbox to DynamoDB and back. */
export class Wire {
  private readonly scheduler: Scheduler;
  private readonly database: MemoryDatabase;
  private readonly tell: (process: Process, what: string) => void;

  constructor(scheduler: Scheduler, database: MemoryDatabase, tell: (process: Process, what: string) => void) {
    this.scheduler = scheduler;
    this.database = database;
    this.tell = tell;
  }

  /** A call, as its sandbox sees it. */
  send(process: Process, sent: Sent): Promise<Received> {
    const { fault } = process;
    if (fault.kind !== 'freeze signed') return this.leave(process, sent);
    this.freeze(process);
    return new Promise((resolve, reject) => {
      process.sandbox.after(0, () => this.leave(process, sent).then(resolve, reject));
    });
  }

  freeze(process: Process): void {
    const { sandbox, fault } = process;
    sandbox.freeze(fault.ms);
    this.tell(process, `freezes for ${fault.ms} ms`);
  }

  private leave(process: Process, sent: Sent): Promise<Received> {
    const { sandbox, fault } = process;
    const deed = deedOf(sent);
    process.deeds.push(deed);
    const { out, back, ms } = fault;
    return new Promise((resolve, reject) => {
      let given = false;
      const fail = (after: number, error: () => Error) =>
        sandbox.after(after, () => {
          given = true;
          reject(error());
        });
      const answer = (after: number, { status, body }: Answered, cut = false) => {
        const text = JSON.stringify(body);
        sandbox.after(after, () => {
          if (!cut && !given) hear(deed, status, body);
          resolve({ status, text: cut ? text.slice(0, text.length / 2) : text });
        });
      };
      const carryOut = (call: Sent) => this.carryOut(process, call);
      const atDynamoDb = (after: number, happen: () => void) => this.scheduler.at(this.scheduler.now + after, happen);
      const arrive = (after: number, then: (answered: Answered) => void = () => {}) =>
        atDynamoDb(after, () => then(carryOut(sent)));

      switch (effective(fault.kind, sent)) {
        case 'lose call':
          return fail(out, reset);
        case 'lose answer':
          arrive(out);
          return fail(out + back, reset);
        case 'cut answer':
          return arrive(out, answered => answer(back, answered, true));
        case 'hang':
          return fail(timeoutMs, timedOut);
        case 'late':
          arrive(ms, answered => answer(back, answered));
          return fail(timeoutMs, timedOut);
        case 'twice':
          arrive(out + ms);
          return arrive(out, answered => answer(back, answered));
        case 'throttle':
          return answer(out + back, refusal('ThrottlingException'));
        case 'fail':
          return answer(out + back, refusal('InternalServerError', {}, 500));
        case 'fail though done':
          return arrive(out, () => answer(back, refusal('InternalServerError', {}, 500)));
        case 'in progress':
          arrive(out + ms);
          return answer(out + back, refusal('TransactionInProgressException'));
        case 'conflict':
          return answer(out + back, cancelled(sent, fault.which, 'TransactionConflict'));
        case 'reason throttled':
          return answer(out + back, cancelled(sent, fault.which, 'ThrottlingError'));
        case 'unprocessed':
          return atDynamoDb(out, () => answer(back, readSome(sent, fault.which, carryOut)));
        case 'stale':
          return answer(out + back, { status: 200, body: { Items: [] } });
        case 'torn':
          return atDynamoDb(out, () => {
            const readRest = readInTwo(sent, fault.which, carryOut);
            atDynamoDb(Math.min(ms, longestTearMs), () => answer(back, readRest()));
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
  private carryOut(process: Process, { operation, input, signedAt }: Sent): Answered {
    const { now } = this.scheduler;
    const before = this.database.applied.length;
    const answered =
      Math.abs(now - signedAt) > signatureMs
        ? refusal('InvalidSignatureException')
        : this.database.execute(operation, input, now);
    if (!isRead(operation))
      this.tell(process, `${operation}: ${resultOf(answered, this.database.applied.length - before)}`);
    return answered;
  }

  private crash(process: Process): void {
    process.sandbox.crash();
    this.tell(process, 'crashes');
  }
}

/** Some faults are those of reads, and some those of transactions. */
function effective(kind: Process['fault']['kind'], { operation, input }: Sent): Process['fault']['kind'] {
  const ofBatches = kind === 'unprocessed' || kind === 'torn';
  const ofTransactions = kind === 'conflict' || kind === 'reason throttled' || kind === 'in progress';
  const isOfIndex = (input as { IndexName?: string }).IndexName !== undefined;
  if (kind === 'stale' && !isOfIndex) return 'none';
  if (ofBatches && operation !== 'BatchGetItem') return 'none';
  if (ofTransactions && operation !== 'TransactWriteItems') return 'none';
  return kind;
}

const reasonCount = ({ input }: Sent): number => (input as { TransactItems: unknown[] }).TransactItems.length;

function cancelled(sent: Sent, which: number, code: string): Answered {
  const count = reasonCount(sent);
  const codes = Array.from({ length: count }, (_, index) => (index === which % count ? code : 'None'));
  return refusal('TransactionCanceledException', { CancellationReasons: codes.map(Code => ({ Code })) });
}

function resultOf({ status, body }: Answered, applied: number): string {
  if (status === 200) return applied > 0 ? 'done' : 'done already';
  const { __type = '', CancellationReasons } = body as { __type?: string; CancellationReasons?: { Code: string }[] };
  return CancellationReasons?.map(({ Code }) => Code).join(', ') ?? __type.split('#').at(-1) ?? '';
}
