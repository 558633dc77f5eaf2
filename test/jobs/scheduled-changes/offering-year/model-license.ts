import type { ModelTime } from './model-clock.ts';
import {
  findDefaultEndDay,
  findLaterDay,
  findModelBound,
  findRenewalDay,
  isSameModelCycle,
  type ModelOffering,
  type ModelRenewals,
} from './model-terms.ts';

/** The result of a command: `done`, or the code of its error. */
export type ModelResult =
  | 'done'
  | 'VALIDATION_ERROR'
  | 'license_already_cancelled'
  | 'license_ending'
  | 'nothing_scheduled'
  | 'product_offering_change_not_allowed'
  | 'product_offering_unchanged';

/**
 * A license as a machine that goes from day to day. A scheduled change waits until its day begins. Nothing is derived from dates later,
 * as the product does it.
 */
export class ModelLicense {
  private status: 'PENDING' | 'ACTIVE' | 'CANCELLED' = 'PENDING';
  private offering: ModelOffering;
  private readonly start: string;
  private end: string | undefined;
  private change: { on: string; offering: ModelOffering } | undefined;
  private renewsFrom: string;
  private boundUntil: string | undefined;
  private activatedAt: string | undefined;
  private cancelledAt: string | undefined;
  private version = 0;
  /** The changes on their days since the last version, with their instants. */
  private unversioned: ['activated' | 'updated' | 'ended', string][] = [];
  /** The events that must have been published. */
  readonly events: string[] = [];

  constructor(offering: ModelOffering, startsOn: string, time: ModelTime) {
    this.offering = offering;
    this.start = startsOn;
    this.renewsFrom = startsOn;
    this.boundUntil = findModelBound(startsOn, offering);
    if (startsOn === time.today) this.activate(time);
    this.addVersion([['created', time.at], ...this.unversioned]);
  }

  beginDay(time: ModelTime): void {
    if (this.status === 'CANCELLED') return;
    if (this.end === time.today) this.finish(time);
    else if (this.start === time.today) this.activate(time);
    else if (this.change?.on === time.today) {
      this.replaceOffering(this.change.offering, time.today);
      this.unversioned.push(['updated', time.at]);
    }
  }

  /** The job gives everything that has happened one version. @returns true if there is anything */
  runJob(): boolean {
    if (this.unversioned.length === 0) return false;
    this.addVersion(this.unversioned);
    return true;
  }

  cancel(day: string | undefined, time: ModelTime): ModelResult {
    if (day !== undefined && day < time.today) return 'VALIDATION_ERROR';
    if (this.status === 'CANCELLED') return 'license_already_cancelled';
    const end = day ?? (this.status === 'PENDING' ? time.today : findDefaultEndDay(this.renewals, time.today));
    this.end = end;
    return this.finishCommand(time, () => {
      if (end === time.today) this.finish(time);
    });
  }

  undoCancellation(time: ModelTime): ModelResult {
    if (this.status === 'CANCELLED') return 'license_already_cancelled';
    if (!this.end) return 'nothing_scheduled';
    this.end = undefined;
    return this.finishCommand(time);
  }

  changeOffering(target: ModelOffering, day: string | undefined, time: ModelTime): ModelResult {
    const earliest = day ?? time.today;
    if (earliest < time.today) return 'VALIDATION_ERROR';
    if (this.status === 'CANCELLED') return 'license_already_cancelled';
    const schedule = this.offering.changes[target.productOfferingId];
    if (!schedule) return 'product_offering_change_not_allowed';
    if (target === this.offering) return 'product_offering_unchanged';
    if (this.status === 'PENDING' && earliest <= this.start) return this.replaceBeforeStart(target, time);
    const on = schedule === 'INSTANT' ? earliest : findRenewalDay(this.renewals, time.today, earliest);
    if (this.end && on >= this.end) return 'license_ending';
    this.change = { on, offering: target };
    if (on === time.today) this.replaceOffering(target, on);
    return this.finishCommand(time);
  }

  undoChange(time: ModelTime): ModelResult {
    if (this.status === 'CANCELLED') return 'license_already_cancelled';
    if (!this.change) return 'nothing_scheduled';
    this.change = undefined;
    return this.finishCommand(time);
  }

  get hasEnded(): boolean {
    return this.status === 'CANCELLED';
  }

  /** True if a change of the offering is in effect that neither the job nor a command has applied. */
  get hasUnappliedChange(): boolean {
    return this.unversioned.some(([type]) => type === 'updated');
  }

  get offeringId(): string {
    return this.offering.productOfferingId;
  }

  /** Lists the days on which something is scheduled, also if an end hides it. */
  listScheduledDays(): string[] {
    return [this.start, this.end, this.change?.on].filter(day => day !== undefined);
  }

  /** Returns what a read must return. */
  view() {
    const { status, start, end, change, offeringId, activatedAt, cancelledAt } = this;
    const isBeforeEnd = (day: string) => !end || day < end;
    const changes = [
      ...(status === 'PENDING' && isBeforeEnd(start) ? [{ status: 'ACTIVE', scheduledAt: start }] : []),
      ...(status !== 'CANCELLED' && end ? [{ status: 'CANCELLED', scheduledAt: end }] : []),
    ];
    const isPending = change && status !== 'CANCELLED' && isBeforeEnd(change.on);
    return {
      ...{ status, offeringId, activatedAt, cancelledAt, pendingStatus: changes[0], scheduledChanges: changes },
      pendingOffering: isPending ? { on: change.on, offeringId: change.offering.productOfferingId } : undefined,
      boundUntil: activatedAt || isBeforeEnd(start) ? this.boundUntil : undefined,
    };
  }

  private get renewals(): ModelRenewals {
    const { offering, renewsFrom, boundUntil } = this;
    return { offering, renewsFrom, boundUntil };
  }

  private activate({ at }: ModelTime): void {
    this.status = 'ACTIVE';
    this.activatedAt = at;
    this.unversioned.push(['activated', at]);
  }

  private finish({ at }: ModelTime): void {
    this.status = 'CANCELLED';
    this.cancelledAt = at;
    this.unversioned.push(['ended', at]);
  }

  private replaceBeforeStart(target: ModelOffering, time: ModelTime): ModelResult {
    this.offering = target;
    this.boundUntil = findModelBound(this.start, target);
    this.change = undefined;
    return this.finishCommand(time);
  }

  private replaceOffering(target: ModelOffering, on: string): void {
    if (!isSameModelCycle(this.offering, target)) this.renewsFrom = on;
    const bound = findModelBound(on, target);
    if (bound) this.boundUntil = findLaterDay(bound, this.boundUntil);
    this.offering = target;
    this.change = undefined;
  }

  /** Every command publishes one update, which contains a change that took effect since the last version. */
  private finishCommand(time: ModelTime, finish = () => {}): ModelResult {
    const activation = this.unversioned.filter(([type]) => type === 'activated');
    this.unversioned = [];
    finish();
    this.addVersion([...activation, ['updated', time.at], ...this.unversioned]);
    return 'done';
  }

  private addVersion(events: [string, string][]): void {
    this.version += 1;
    for (const [type, at] of events)
      this.events.push(`${this.version} license.${type} ${at} ${this.status} ${this.offeringId}`);
    this.unversioned = [];
  }
}
