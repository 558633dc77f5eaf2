/**
 * The error of a call that got no response in any attempt, so that it is unknown whether it was carried out. To find out, send the
 * same call again with the same idempotency key within 24 hours: it is carried out only once in any case.
 */
export class NoResponseError extends Error {
  override name = 'NoResponseError';
  /** The `X-Idempotency-Key` that the repeated call must have; undefined for a read, which can simply be repeated. */
  readonly idempotencyKey: string | undefined;
  /** The number of attempts. */
  readonly attempts: number;

  constructor(idempotencyKey: string | undefined, attempts: number, cause: unknown) {
    super(`There was no response (attempts: ${attempts}).`, { cause });
    this.idempotencyKey = idempotencyKey;
    this.attempts = attempts;
  }
}
