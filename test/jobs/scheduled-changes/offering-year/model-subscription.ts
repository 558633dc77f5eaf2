import { ModelAddon, type ModelAddonOffering } from './model-addon.ts';
import type { ModelTime } from './model-clock.ts';

/** The result of a command: `done`, or the code of its error. */
export type ModelAddonResult =
  | 'done'
  | 'VALIDATION_ERROR'
  | 'addon_already_cancelled'
  | 'addon_exists'
  | 'addon_expiring'
  | 'addon_not_found'
  | 'nothing_scheduled';

/** An event that must have been published. A version of the job can contain several scheduled changes. */
export interface ModelSubscriptionEvent {
  sequence: number;
  instants: string[];
  /** The live add-ons, as `offering status`. */
  addons: string[];
}

/** A subscription of the model with all add-ons that it ever had. */
export class ModelSubscription {
  /** The latest add-on of each offering. */
  private readonly latest = new Map<string, ModelAddon>();
  private readonly past: ModelAddon[] = [];
  private version = 1;
  readonly events: ModelSubscriptionEvent[] = [];

  beginDay(time: ModelTime): void {
    for (const addon of this.latest.values()) addon.beginDay(time);
  }

  /** The job gives everything that has happened to the add-ons one version. @returns true if there is anything */
  runJob(): boolean {
    const addons = [...this.latest.values()];
    const instants = addons.flatMap(({ unversioned }) => unversioned);
    for (const addon of addons) addon.unversioned = [];
    if (instants.length > 0) this.addVersion(instants);
    return instants.length > 0;
  }

  add(offering: ModelAddonOffering, day: string | undefined, time: ModelTime): ModelAddonResult {
    if (day !== undefined && day < time.today) return 'VALIDATION_ERROR';
    const before = this.latest.get(offering.productOfferingId);
    if (before && !before.hasEnded) return 'addon_exists';
    if (before) this.past.push(before);
    this.latest.set(offering.productOfferingId, new ModelAddon(offering, day ?? time.today, time));
    this.addVersion([time.at]);
    return 'done';
  }

  cancel(offeringId: string, day: string | undefined, time: ModelTime): ModelAddonResult {
    if (day !== undefined && day < time.today) return 'VALIDATION_ERROR';
    const addon = this.latest.get(offeringId);
    if (!addon) return 'addon_not_found';
    if (addon.hasEnded) return 'addon_already_cancelled';
    const end = day ?? addon.findDefaultEnd(time.today);
    if (addon.expiry && end >= addon.expiry) return day === undefined ? 'addon_expiring' : 'VALIDATION_ERROR';
    addon.end = end;
    if (end === time.today) addon.finish(time.at);
    return this.finishCommand(addon, time);
  }

  undoCancellation(offeringId: string, time: ModelTime): ModelAddonResult {
    const addon = this.latest.get(offeringId);
    if (!addon) return 'addon_not_found';
    if (addon.hasEnded) return 'addon_already_cancelled';
    if (!addon.end) return 'nothing_scheduled';
    addon.end = undefined;
    return this.finishCommand(addon, time);
  }

  isLive = (offeringId: string): boolean => this.latest.get(offeringId)?.hasEnded === false;

  /** True if a cancellation is scheduled. */
  isEnding = (offeringId: string): boolean => this.isLive(offeringId) && this.latest.get(offeringId)?.end !== undefined;

  listScheduledDays(offeringId: string): string[] {
    const { end, expiry } = this.latest.get(offeringId) ?? {};
    return [end, expiry].filter(day => day !== undefined);
  }

  /** Returns what a read must return, in the order in which the add-ons were added to each offering. */
  view() {
    return [...this.past, ...this.latest.values()].map(addon => addon.view());
  }

  private finishCommand(addon: ModelAddon, time: ModelTime): ModelAddonResult {
    addon.unversioned = [];
    this.addVersion([time.at]);
    return 'done';
  }

  private addVersion(instants: string[]): void {
    this.version += 1;
    const live = [...this.latest.values()].filter(({ hasEnded }) => !hasEnded).map(addon => addon.view());
    const addons = live.map(({ offeringId, status }) => `${offeringId} ${status}`).sort();
    this.events.push({ sequence: this.version, instants, addons });
  }
}
