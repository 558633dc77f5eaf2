/**
 * The error of a call that ended without an answer of the API: no attempt got a complete response, or the command was aborted. It is
 * unknown whether a command was carried out. Send the same request with the same idempotency key within 24 hours: it is carried out
 * only once in any case.
 */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  /** The `X-Idempotency-Key` that the repeated command must have; undefined for a read, which can simply be repeated. */
  readonly idempotencyKey: string | undefined;
  /** The number of attempts; 0 if nothing was sent. */
  readonly attempts: number;

  /** @param cause - the error of the last attempt, or the reason of the signal that aborted the command */
  constructor(idempotencyKey: string | undefined, attempts: number, cause: unknown) {
    super(toMessage(idempotencyKey, attempts), { cause });
    this.idempotencyKey = idempotencyKey;
    this.attempts = attempts;
  }
}

function toMessage(idempotencyKey: string | undefined, attempts: number): string {
  const message = `There was no answer of the API (attempts: ${attempts}).`;
  if (idempotencyKey === undefined || attempts === 0) return message;
  return `${message} The command may have been carried out: repeat it with the idempotency key ${idempotencyKey}.`;
}
