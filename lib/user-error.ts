/** An error that a person can act on. It is printed as one sentence without a stack trace. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Wrong arguments of a command: printed in one sentence, exit code 2. */
export class UsageError extends UserError {
  override name = 'UsageError';
}
