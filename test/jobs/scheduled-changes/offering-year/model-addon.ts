import { walkToDay } from '../../../support/day-walk.ts';
import type { ModelTime } from './model-clock.ts';
import { findDefaultEndDay, findModelBound, type ModelOffering } from './model-terms.ts';

/** An add-on offering of the model. */
export interface ModelAddonOffering extends ModelOffering {
  validityDays: number | undefined;
}

/** An add-on as a machine that goes from day to day, like a license of the model. */
export class ModelAddon {
  private status: 'PENDING' | 'ACTIVE' | 'CANCELLED' | 'EXPIRED' = 'PENDING';
  private hasStarted = false;
  private cancelledAt: string | undefined;
  private readonly start: string;
  private readonly boundUntil: string | undefined;
  readonly offering: ModelAddonOffering;
  readonly expiry: string | undefined;
  end: string | undefined;
  /** The instants of what happened on its day since the last version. */
  unversioned: string[] = [];

  constructor(offering: ModelAddonOffering, start: string, time: ModelTime) {
    const { validityDays } = offering;
    this.offering = offering;
    this.start = start;
    this.boundUntil = findModelBound(start, offering);
    this.expiry = validityDays === undefined ? undefined : walkToDay(start, ({ days }) => days === validityDays);
    if (start === time.today) this.activate();
  }

  beginDay({ at, today }: ModelTime): void {
    if (this.hasEnded) return;
    if (this.end === today) this.finish(at);
    else if (this.expiry === today) this.status = 'EXPIRED';
    else if (this.start === today) this.activate();
    else return;
    this.unversioned.push(at);
  }

  private activate(): void {
    this.status = 'ACTIVE';
    this.hasStarted = true;
  }

  finish(at: string): void {
    this.status = 'CANCELLED';
    this.cancelledAt = at;
  }

  get hasEnded(): boolean {
    return this.status === 'CANCELLED' || this.status === 'EXPIRED';
  }

  /** Returns the day of a cancellation without a day. */
  findDefaultEnd(today: string): string {
    const { offering, start: renewsFrom, boundUntil, status } = this;
    return status === 'PENDING' ? today : findDefaultEndDay({ offering, renewsFrom, boundUntil }, today);
  }

  /** Returns what a read must return. */
  view() {
    const { status, start, end, expiry, cancelledAt, offering, hasStarted } = this;
    const startsBeforeEnd = !end || start < end;
    const changes = [
      ...(status === 'PENDING' && startsBeforeEnd ? [{ status: 'ACTIVE', scheduledAt: start }] : []),
      ...(end ? [{ status: 'CANCELLED', scheduledAt: end }] : []),
      ...(expiry && !end ? [{ status: 'EXPIRED', scheduledAt: expiry }] : []),
    ];
    const scheduledChanges = this.hasEnded ? [] : changes;
    return {
      ...{ status, offeringId: offering.productOfferingId, cancelledAt },
      ...{ pendingStatus: scheduledChanges[0], scheduledChanges },
      boundUntil: hasStarted || startsBeforeEnd ? this.boundUntil : undefined,
    };
  }
}
