import { Duration } from 'aws-cdk-lib';

/** Longer than the attempt deadline of `lib/command/budget.ts` and the call that it may let through at the last moment. */
export const functionTimeout = Duration.seconds(15);

/** The longest that API Gateway grants without a raised quota: the function always ends first. */
export const gatewayTimeout = Duration.seconds(29);
