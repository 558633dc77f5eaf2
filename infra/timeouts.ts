/** Longer than the attempt deadline of `lib/dynamodb/retry-budget.ts` and the call that it may let through at the last moment. */
export const functionTimeoutMs = 15_000;

/** The longest that API Gateway grants without a raised quota: the function always ends first. */
export const gatewayTimeoutMs = 29_000;
