import { expect } from 'vitest';
import { createRandom, pickOne } from '../../../support/random.ts';
import type { SendOptions, TestWorld } from '../../../support/test-world.ts';
import { addCalendarDays } from '../lifecycle-model.ts';
import { addonOfferings, licenseOfferings } from './catalogue.ts';
import { ModelClock, type ModelTime } from './model-clock.ts';
import { ModelLicense } from './model-license.ts';
import { ModelSubscription } from './model-subscription.ts';
import { type ResponseBody, sortViews, toAddonView, toLicenseView } from './response-views.ts';

type Operation = Parameters<TestWorld['call']>[0];

const licenseOperations = [
  ...(['cancelLicense', 'undoLicenseCancellation', 'undoOfferingChange'] as const),
  ...(['changeLicenseOffering', 'changeLicenseOffering', 'changeLicenseOffering'] as const),
] as const;

const changeOperations = ['changeLicenseOffering', 'undoOfferingChange'] as const;
const addonOperations = ['addAddon', 'cancelAddon', 'undoAddonCancellation'] as const;

const subscriptionPath = { subscriptionId: 'subscription' };

/** The number of commands by `operation result`. */
export type CommandCounts = Record<string, number>;

/** A tenant of the simulation: sends random commands to the API and to the model, and compares the results. */
export class YearTenant {
  readonly tenantId: string;
  readonly licenses = new Map<string, ModelLicense>();
  readonly subscription = new ModelSubscription();
  private readonly counts: CommandCounts;
  /** The last compared view of each license, and of the add-ons. */
  private readonly lastViews = new Map<string, string>();
  private readonly apiKey: string;
  private readonly clock: ModelClock;
  private readonly world: TestWorld;
  private readonly random: () => number;

  /** Takes over the current tenant of a world. */
  constructor(world: TestWorld, zone: string, seed: number, counts: CommandCounts) {
    this.tenantId = world.tenantId;
    this.apiKey = world.apiKey;
    this.clock = new ModelClock(zone, world.clock);
    this.world = world;
    this.random = createRandom(seed);
    this.counts = counts;
  }

  /** Begins all days of the model up to the time of the world. */
  private advance(): ModelTime {
    return this.clock.advance(this.world.clock, time => {
      for (const license of this.licenses.values()) license.beginDay(time);
      this.subscription.beginDay(time);
    });
  }

  /** Returns true if the job must apply something. */
  runJob(): boolean {
    this.advance();
    const results = [this.subscription, ...this.licenses.values()].map(item => item.runJob());
    return results.includes(true);
  }

  /** Sends a command to some licenses, and sometimes one to an add-on. */
  async sendCommands(licenseCount: number): Promise<void> {
    const time = this.advance();
    for (const licenseId of this.listLicenseIds(licenseCount)) {
      const license = licenseId === undefined ? undefined : this.licenses.get(licenseId);
      if (this.random() > (license?.hasUnappliedChange ? 0.9 : 0.25)) continue;
      if (licenseId === undefined || !license) await this.createLicense(time);
      else await this.sendLicenseCommand(licenseId, license, time);
    }
    if (this.random() < 0.2) await this.sendAddonCommand(time);
  }

  /** Lists the live licenses, as undefined those that are to be created, and sometimes an ended license. */
  private listLicenseIds(licenseCount: number): (string | undefined)[] {
    const live = [...this.licenses].flatMap(([id, { hasEnded }]) => (hasEnded ? [] : [id]));
    const ended = [...this.licenses].flatMap(([id, { hasEnded }]) => (hasEnded ? [id] : []));
    const missing = Array<undefined>(Math.max(0, licenseCount - live.length)).fill(undefined);
    return [...live, ...missing, ...(ended.length > 0 && this.random() < 0.05 ? [pickOne(ended, this.random)] : [])];
  }

  private async sendLicenseCommand(licenseId: string, license: ModelLicense, time: ModelTime): Promise<void> {
    const scheduledAt = this.pickDay(time, license.listScheduledDays());
    const target = pickOne(licenseOfferings, this.random);
    // The rules of a change that is in effect do not depend on the job.
    const operations = license.hasUnappliedChange ? changeOperations : licenseOperations;
    const operation = pickOne<(typeof licenseOperations)[number]>(operations, this.random);
    const { body, result } = {
      cancelLicense: () => ({ body: { scheduledAt }, result: license.cancel(scheduledAt, time) }),
      undoLicenseCancellation: () => ({ body: {}, result: license.undoCancellation(time) }),
      changeLicenseOffering: () => ({
        body: { scheduledAt, productOfferingId: target.productOfferingId },
        result: license.changeOffering(target, scheduledAt, time),
      }),
      undoOfferingChange: () => ({ body: {}, result: license.undoChange(time) }),
    }[operation]();
    const json = await this.send(operation, { path: { licenseId }, body }, result);
    if (result === 'done') expect(toLicenseView(json)).toEqual(license.view());
  }

  private async createLicense(time: ModelTime): Promise<void> {
    const offering = pickOne(licenseOfferings, this.random);
    const scheduledAt = this.random() < 0.25 ? undefined : addCalendarDays(time.today, Math.floor(this.random() * 30));
    const license = new ModelLicense(offering, scheduledAt ?? time.today, time);
    const body = { customerId: 'customer', productOfferingId: offering.productOfferingId, scheduledAt };
    const json = await this.send('createLicense', { body }, 'done');
    this.licenses.set(json.licenseId, license);
    expect(toLicenseView(json)).toEqual(license.view());
  }

  private async sendAddonCommand(time: ModelTime): Promise<void> {
    const { subscription } = this;
    const { offering, operation } = this.pickAddonCommand();
    const { productOfferingId } = offering;
    const scheduledAt = this.pickDay(time, subscription.listScheduledDays(productOfferingId));
    const result = {
      addAddon: () => subscription.add(offering, scheduledAt, time),
      cancelAddon: () => subscription.cancel(productOfferingId, scheduledAt, time),
      undoAddonCancellation: () => subscription.undoCancellation(productOfferingId, time),
    }[operation]();
    const body = { productOfferingId, ...(operation !== 'undoAddonCancellation' && { scheduledAt }) };
    await this.send(operation, { path: subscriptionPath, body }, result);
  }

  /** Picks a command that is likely to succeed, or any. */
  private pickAddonCommand() {
    const { random, subscription } = this;
    const ending = addonOfferings.filter(({ productOfferingId: id }) => subscription.isEnding(id));
    if (ending.length > 0 && random() < 0.25)
      return { offering: pickOne(ending, random), operation: 'undoAddonCancellation' } as const;
    const offering = pickOne(addonOfferings, random);
    const likely = subscription.isLive(offering.productOfferingId) ? 'cancelAddon' : 'addAddon';
    return { offering, operation: random() < 0.7 ? likely : pickOne(addonOperations, random) };
  }

  /** @returns the body of the response */
  private async send(
    operation: Operation,
    { path, body }: { path?: SendOptions['path']; body: object },
    expected: string,
  ): Promise<ResponseBody> {
    const counted = `${operation} ${expected}`;
    this.counts[counted] = (this.counts[counted] ?? 0) + 1;
    // Clients see other metadata after every command, so every command has an update.
    const metadata = { n: this.random() };
    const json = await this.call(operation, { ...(path && { path }), body: { ...body, metadata } });
    expect(`${operation} ${json.code ?? 'done'}`).toBe(counted);
    return json;
  }

  private async call(operation: Operation, options: SendOptions): Promise<ResponseBody> {
    const { json } = await this.world.call(operation, { ...options, apiKey: this.apiKey });
    return json;
  }

  /** Picks no day, a day on which something is scheduled, or one of the next weeks. Rarely, it is yesterday. */
  private pickDay({ today }: ModelTime, scheduledDays: string[]): string | undefined {
    const { random } = this;
    if (random() < 0.35) return undefined;
    if (random() < 0.3 && scheduledDays.length > 0) return pickOne(scheduledDays, random);
    return addCalendarDays(today, Math.floor(random() * random() * 50) - 1);
  }

  /** Compares what the API returns with the model: what has changed since the last comparison, and a share of the rest. */
  async checkReads(quietShare: number): Promise<void> {
    this.advance();
    await Promise.all([
      ...[...this.licenses].map(([licenseId, license]) =>
        this.checkRead(licenseId, license.view(), license.hasEnded ? quietShare / 10 : quietShare, async () =>
          toLicenseView(await this.call('getLicense', { path: { licenseId } })),
        ),
      ),
      this.checkRead('addons', sortViews(this.subscription.view()), quietShare, async () => {
        const { items } = await this.call('listAddons', { path: subscriptionPath });
        return sortViews(items.map(toAddonView));
      }),
    ]);
  }

  private async checkRead(
    name: string,
    expected: object,
    quietShare: number,
    read: () => Promise<object>,
  ): Promise<void> {
    const text = JSON.stringify(expected);
    const isQuiet = this.lastViews.get(name) === text;
    if (isQuiet && this.random() >= quietShare) return;
    this.lastViews.set(name, text);
    expect(await read()).toEqual(expected);
  }
}
