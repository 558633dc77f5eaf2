/** Token bucket that bounds the retries of all requests in one execution environment. */
export interface RetryQuota {
  /** Takes the token of one retry. @returns false when the bucket is empty */
  tryTake(): boolean;
  /** Puts one token back after a success; the bucket never holds more than its capacity. */
  giveBack(): void;
}

/** Capacity for a Lambda function, which serves one request at a time. */
export const lambdaRetryTokens = 10;

export function createRetryQuota(capacity: number = lambdaRetryTokens): RetryQuota {
  let tokens = capacity;
  return {
    tryTake() {
      if (tokens === 0) return false;
      tokens -= 1;
      return true;
    },
    giveBack() {
      tokens = Math.min(capacity, tokens + 1);
    },
  };
}
