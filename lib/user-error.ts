/** An error that a person can act on. It is printed as one sentence without a stack trace. */
export class UserError extends Error {
  override name = 'Unusable';
}
