/** Fields of an error of DynamoDB that may name its clock. */
interface TimedRefusal {
  name: string;
  message: string;
  /** Response with its headers, in an error of the SDK. */
  $response?: unknown;
  $metadata?: { requestId?: string | undefined };
}

const clockRefusalNames = new Set(['RequestExpired', 'RequestTimeTooSkewed', 'RequestInTheFuture']);

/** `InvalidSignatureException` may also mean a wrong secret: then its message says something else. */
export const isClockRefusal = ({ name, message }: TimedRefusal): boolean =>
  clockRefusalNames.has(name.replace(/Exception$/, '')) || /signature (expired|not yet current)/i.test(message);

/** A freeze between signing and sending looks like a wrong clock, but after it the clock is right. */
const minSkewMs = 60_000;

/**
 * Error for a signature that DynamoDB refuses because of its time. The clock is never corrected: expiry, "today" and the deadline
 * depend on it, so a process with a wrong clock must not write.
 */
export class ClockSkewError extends Error {
  override name = 'ClockSkewError';
  /** Milliseconds by which the clock of this process is ahead of DynamoDB's. Undefined: DynamoDB named no time. */
  readonly skewMs: number | undefined;
  readonly dynamoDbRequestId: string | undefined;

  constructor(refusal: TimedRefusal, nowMs: number) {
    const serverTime = readServerTime(refusal);
    const skewMs = serverTime === undefined ? undefined : nowMs - serverTime;
    super(`${describeSkew(skewMs)} (${refusal.name}: ${refusal.message})`);
    this.skewMs = skewMs;
    this.dynamoDbRequestId = refusal.$metadata?.requestId;
  }

  /** False after a freeze: the signature was too old, the clock is not wrong. */
  get isClockWrong(): boolean {
    return this.skewMs === undefined || Math.abs(this.skewMs) >= minSkewMs;
  }
}

function describeSkew(skewMs: number | undefined): string {
  if (skewMs === undefined) return 'DynamoDB refused the time of the signature; the clock of this process may be wrong';
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return `DynamoDB refused the time of the signature; the clock of this process is ${seconds} s ${skewMs < 0 ? 'behind' : 'ahead'}`;
}

/** The message names DynamoDB's time in parentheses: "… is now earlier than 20240115T094500Z (20240115T095000Z - 5 min.)". */
function readServerTime({ message, $response }: TimedRefusal): number | undefined {
  const [, date, time] = /\((\d{8})T(\d{6})Z [+-]/.exec(message) ?? [];
  if (date && time) {
    const iso = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
    return Date.parse(iso);
  }
  const { headers } = ($response ?? {}) as { headers?: Record<string, string> };
  const headerTime = Date.parse(headers?.date ?? '');
  return Number.isNaN(headerTime) ? undefined : headerTime;
}
