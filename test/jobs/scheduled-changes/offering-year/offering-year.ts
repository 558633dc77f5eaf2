import { expect } from 'vitest';
import { isRenameShard } from '../../../../lib/dynamodb/items/index-keys.ts';
import { allDueShards } from '../../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { createRandom, pickOne } from '../../../support/random.ts';
import type { EventWorld } from '../../events/event-world.ts';
import type { AcceptedEvent } from '../../events/fake-event-bus.ts';
import { buildCatalogueLines } from './catalogue.ts';
import { type ResponseBody, toAddonView } from './response-views.ts';
import { type CommandCounts, YearTenant } from './year-tenant.ts';

const hourMs = 3_600_000;
const startsAtMs = Date.parse('2024-01-29T00:00:00.000Z');

/** The first and the last zones of a day, zones whose clocks change at midnight, and zones with parts of an hour. */
const zones = [
  'UTC',
  'Africa/Cairo',
  'America/Havana',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

/** Nothing is renamed in the simulation. */
const shards = allDueShards.filter(shard => !isRenameShard(shard));

/** How the job runs for about twelve days: every morning, twice at once, on some evenings, or not at all. */
const jobModes = ['daily', 'twice', 'late', 'never'] as const;

/** Simulates a year of changes of offerings, starts, ends and undos, and compares reads and events with the model. */
export class OfferingYear {
  private readonly events: EventWorld;
  private readonly seed: number;
  private readonly random: () => number;
  private readonly tenants: YearTenant[] = [];
  /** The commands by operation and result. */
  readonly counts: CommandCounts = {};
  /** The types of the events of scheduled changes. */
  readonly scheduled: string[] = [];

  constructor(events: EventWorld, seed: number) {
    this.events = events;
    this.seed = seed;
    this.random = createRandom(seed);
  }

  /**
   * @param licenseCount - the number of live licenses per tenant
   * @param quietShare - the share of the reads on days on which nothing changes
   */
  async run(licenseCount: number, quietShare: number): Promise<void> {
    const { world } = this.events;
    world.clock = startsAtMs;
    for (const zone of zones) await this.createTenant(zone);
    let mode = pickOne(jobModes, this.random);
    for (let day = 0; day < 366; day++) {
      if (this.random() < 0.08) mode = pickOne(jobModes, this.random);
      world.clock = startsAtMs + day * 24 * hourMs + this.passHours();
      if (mode === 'daily' || mode === 'twice') await this.runJob(mode);
      world.clock += this.passHours();
      await this.forEachTenant(tenant => tenant.sendCommands(licenseCount));
      await this.checkEvents();
      world.clock += this.passHours();
      if (mode === 'late' && this.random() < 0.5) await this.runJob(mode);
      await this.forEachTenant(tenant => tenant.checkReads(quietShare));
    }
    await this.runJob('daily');
    await this.checkEvents();
  }

  /** A third of a day at most. */
  private passHours = (): number => Math.floor(this.random() * 8 * hourMs);

  private async forEachTenant(work: (tenant: YearTenant) => Promise<void>): Promise<void> {
    await Promise.all(this.tenants.map(work));
  }

  private async createTenant(zone: string): Promise<void> {
    const { world, importer } = this.events;
    await world.enterTenant({ timeZone: zone });
    this.tenants.push(new YearTenant(world, zone, this.seed + this.tenants.length, this.counts));
    await importer.importAll(...buildCatalogueLines());
  }

  private async runJob(mode: (typeof jobModes)[number]): Promise<void> {
    const due = this.tenants.filter(tenant => tenant.runJob());
    await Promise.all((mode === 'twice' ? [1, 2] : [1]).map(() => this.events.applyDue(shards)));
    // What the job should not have applied is found by the next check.
    if (due.length > 0) await this.checkEvents();
  }

  /** Publishes all changes, and expects each event of the model once. */
  private async checkEvents(): Promise<void> {
    const { events, tenants } = this;
    await events.publish(await events.readChanges(tenants.map(({ tenantId }) => tenantId)));
    expect(events.failedRecords).toEqual([]);
    const accepted = events.bus.accepted.splice(0);
    this.scheduled.push(...accepted.flatMap(({ type, occurredAt }) => (occurredAt < events.world.now ? [type] : [])));
    for (const { tenantId, licenses, subscription } of tenants) {
      const own = accepted.filter(event => event.tenantId === tenantId);
      for (const [licenseId, license] of licenses) {
        const published = own.filter(({ data }) => data.licenseId === licenseId).map(toLicenseEvent);
        expect(published).toEqual(license.events.splice(0));
      }
      // The import of the subscription is its first version.
      const published = own.filter(({ type, sequence }) => type === 'subscription.updated' && sequence > 1);
      const expected = subscription.events.splice(0);
      expect(published.map(toSubscriptionEvent)).toEqual(expected.map(({ instants, ...event }) => event));
      for (const [n, { occurredAt }] of published.entries()) expect(expected[n]?.instants).toContain(occurredAt);
    }
  }
}

const toLicenseEvent = ({ sequence, type, occurredAt, data }: AcceptedEvent): string =>
  `${sequence} ${type} ${occurredAt} ${data.status} ${data.productOffering.productOfferingId}`;

const toSubscriptionEvent = ({ sequence, data }: AcceptedEvent) => ({
  sequence,
  addons: data.addons
    .map(toAddonView)
    .map(({ offeringId, status }: ResponseBody) => `${offeringId} ${status}`)
    .sort(),
});
