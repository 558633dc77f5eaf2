/** The timeout of endpoint functions. It is longer than the attempt deadline of `lib/dynamodb/retry-budget.ts` plus one call that starts just before it. */
export const functionTimeoutMs = 15_000;

/** The maximum of API Gateway without a raised quota. The function always ends first. */
export const gatewayTimeoutMs = 29_000;
