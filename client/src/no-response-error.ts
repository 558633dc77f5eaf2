/**
 * No answer came, however often the call was repeated: it may have been carried out, or not. To find out, make the same call again
 * with the same idempotency key, within 24 hours: whatever happened, it happens once.
 */
export class NoResponseError extends Error {
  override name = 'NoResponseError';
  /** What the repeat must carry as `X-Idempotency-Key`; undefined for a read, which may just be repeated. */
  readonly idempotencyKey: string | undefined;
  /** How often it was sent. */
  readonly attempts: number;

  constructor(idempotencyKey: string | undefined, attempts: number, cause: unknown) {
    super(`No answer came to ${attempts} attempts.`, { cause });
    this.idempotencyKey = idempotencyKey;
    this.attempts = attempts;
  }
}
