import type { Reply } from '../support/world.ts';
import type { CrashCase } from './crash-points-about.ts';
import { saidBy } from './crash-points-story.ts';

const isSuccess = ({ status }: Reply): boolean => status < 300;
const isOpen = (reply: Reply): boolean => saidBy(reply) === 'unknown';

/** What was answered to the request, to another one under its key, and to a stranger. */
export class Told {
  readonly own: Reply[] = [];
  readonly others: Reply[] = [];
  readonly strangers: Reply[] = [];
  /** How many strangers have asked: the process of one that got no answer died, too. */
  strangersAsked = 0;
  /** The process died before it could answer. */
  isDead = false;

  /** How many effects somebody was told of. */
  acknowledged({ keyed, before }: CrashCase): number {
    const isDone = this.own.some(isSuccess) || (keyed && this.others.some(isSuccess));
    return Number(isDone) + this.strangers.filter(isSuccess).length + Number(before === 'expired');
  }

  /** How many more there may be, as nobody knows of them. */
  unknown(): number {
    const ofKey = [...this.own, ...this.others];
    const isUndecided = !ofKey.some(isSuccess) && (this.isDead || ofKey.some(isOpen));
    const unansweredStrangers = this.strangersAsked - this.strangers.length;
    return this.strangers.filter(isOpen).length + unansweredStrangers + Number(isUndecided);
  }
}
