import type { TestResponse } from '../../support/test-world.ts';
import type { CrashCase } from './crash-case.ts';
import { classifyResponse } from './scenario-log.ts';

const isSuccess = ({ status }: TestResponse): boolean => status < 300;
const isOutcomeUnknown = (reply: TestResponse): boolean => classifyResponse(reply) === 'unknown';

/** What was answered to the request, to another one under its key, and to a stranger. */
export class ReceivedResponses {
  readonly own: TestResponse[] = [];
  readonly others: TestResponse[] = [];
  readonly strangers: TestResponse[] = [];
  /** How many strangers have asked: the process of one that got no answer died, too. */
  strangersAsked = 0;
  /** The process died before it could answer. */
  isDead = false;

  /** How many effects somebody was told of. */
  countAcknowledged({ keyed, before }: CrashCase): number {
    const isDone = this.own.some(isSuccess) || (keyed && this.others.some(isSuccess));
    return Number(isDone) + this.strangers.filter(isSuccess).length + Number(before === 'expired');
  }

  /** How many more there may be, as nobody knows of them. */
  countUnknown(): number {
    const ofKey = [...this.own, ...this.others];
    const isUndecided = !ofKey.some(isSuccess) && (this.isDead || ofKey.some(isOutcomeUnknown));
    const unansweredStrangers = this.strangersAsked - this.strangers.length;
    return this.strangers.filter(isOutcomeUnknown).length + unansweredStrangers + Number(isUndecided);
  }
}
