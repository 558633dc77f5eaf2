import type { TestResponse } from '../../support/test-world.ts';
import type { CrashCase } from './crash-case.ts';
import { classifyResponse } from './scenario-log.ts';

const isSuccess = ({ status }: TestResponse): boolean => status < 300;
const isOutcomeUnknown = (response: TestResponse): boolean => classifyResponse(response) === 'unknown';

/** Responses to the request, to the other request with the same idempotency key, and to unrelated requests. */
export class ReceivedResponses {
  readonly own: TestResponse[] = [];
  readonly sameKey: TestResponse[] = [];
  readonly unrelated: TestResponse[] = [];
  /** Number of unrelated requests that were sent. If one has no response, its process crashed too. */
  unrelatedSent = 0;
  /** Set if the process crashed before it could respond. */
  hasCrashed = false;

  /** Counts the effects that a response acknowledged. */
  countAcknowledged({ hasIdempotencyKey, earlierUse }: CrashCase): number {
    const isDone = this.own.some(isSuccess) || (hasIdempotencyKey && this.sameKey.some(isSuccess));
    return Number(isDone) + this.unrelated.filter(isSuccess).length + Number(earlierUse === 'expired');
  }

  /** Counts the further effects that may exist because their outcome is unknown to every client. */
  countUnknown(): number {
    const withKey = [...this.own, ...this.sameKey];
    const isUnknown = !withKey.some(isSuccess) && (this.hasCrashed || withKey.some(isOutcomeUnknown));
    const unansweredCount = this.unrelatedSent - this.unrelated.length;
    return this.unrelated.filter(isOutcomeUnknown).length + unansweredCount + Number(isUnknown);
  }
}
