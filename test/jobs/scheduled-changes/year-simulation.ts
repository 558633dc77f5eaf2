import { expect } from 'vitest';
import type { TestImporter } from '../../import/test-importer.ts';
import { afterExecution, loseCall, loseResponse, type NetworkFault, refuseCall } from '../../support/faulty-network.ts';
import { createRandom, pickOne } from '../../support/random.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import type { TestWorld } from '../../support/test-world.ts';
import { ItemSnapshots } from './item-snapshots.ts';
import {
  addCalendarDays,
  cancelModelItem,
  createModelFact,
  findModelStart,
  listModelHistory,
  toLocalDay,
  viewModelItem,
} from './lifecycle-model.ts';
import { ScheduledChangesHarness } from './scheduled-changes-harness.ts';
import {
  createInitialLines,
  generateLicenseLine,
  generateSubscriptionLine,
  getOfferingTerms,
  type ModelTenant,
  modelOfferings,
} from './year-simulation-data.ts';

const dayMs = 86_400_000;
/** The number of clock steps. */
const stepCount = 60;
const startsAtMs = Date.parse('2024-01-31T20:00:00.000Z');

/** In the first two zones, a clock change of 2024 skips midnight; in Havana midnight occurs twice. */
const zones = ['America/Havana', 'Asia/Beirut', 'Pacific/Auckland'];

/** Simulates a year of commands, imports and job runs, and compares every step with the model. */
export class YearSimulation {
  private readonly random: () => number;
  private readonly snapshots: ItemSnapshots;
  private readonly harnesses: [ScheduledChangesHarness, ScheduledChangesHarness];
  private readonly tenants: ModelTenant[] = [];
  private readonly world: TestWorld;
  private readonly importer: TestImporter;
  readonly counts = { commands: 0, refused: 0, runs: 0, applied: 0 };

  constructor(engine: TestEngine, world: TestWorld, importer: TestImporter, seed: number) {
    this.random = createRandom(seed);
    this.snapshots = new ItemSnapshots(engine);
    this.harnesses = [new ScheduledChangesHarness(engine).open(), new ScheduledChangesHarness(engine).open()];
    this.world = world;
    this.importer = importer;
  }

  /** @param commands - the approximate number of commands in the year */
  async run(licenses: number, subscriptions: number, commands: number): Promise<void> {
    this.world.clock = startsAtMs;
    for (const zone of zones) await this.createTenant(zone, licenses / zones.length, subscriptions / zones.length);
    const end = startsAtMs + 366 * dayMs;
    let quietUntil = 0;
    while (this.world.clock < end) {
      // Mostly hours or a few days, sometimes weeks.
      this.world.clock += Math.floor(this.random() * this.random() * 4 * ((366 * dayMs) / stepCount));
      if (this.isChosen(0.03)) quietUntil = this.world.clock + 35 * dayMs;
      for (let n = 0; n < commands / stepCount; n++) await this.sendCommand();
      if (this.world.clock >= quietUntil && this.isChosen(0.6)) await this.runJob();
      if (this.isChosen(0.3)) await this.checkReads(pickOne(this.tenants, this.random));
    }
    for (const applier of this.harnesses) applier.network.heal();
    await this.runJob('undisturbed');
    for (const tenant of this.tenants) await this.checkReads(tenant);
    this.checkHistories();
    for (const applier of this.harnesses) applier.close();
  }

  private isChosen = (share: number): boolean => this.random() < share;

  private async createTenant(zone: string, licenses: number, subscriptions: number): Promise<void> {
    const { world, importer, random } = this;
    await world.enterTenant({ timeZone: zone });
    const { tenantId, apiKey, clock } = world;
    const tenant: ModelTenant = { tenantId, apiKey, zone, licenses: new Map(), addons: new Map() };
    this.tenants.push(tenant);
    await importer.importAll(...createInitialLines());
    await importer.importAll(
      ...Array.from({ length: licenses }, (_, n) => generateLicenseLine(tenant, `imported-${n}`, clock, random)),
      ...Array.from({ length: subscriptions }, (_, n) =>
        generateSubscriptionLine(tenant, `subscription-${n}`, clock, random),
      ),
    );
  }

  private async sendCommand(): Promise<void> {
    const { world, random } = this;
    const tenant = pickOne(this.tenants, random);
    world.tenantId = tenant.tenantId;
    world.apiKey = tenant.apiKey;
    const now = world.clock;
    const today = toLocalDay(tenant.zone, now);
    const day = this.isChosen(0.4) ? undefined : addCalendarDays(today, Math.floor(random() * random() * 150) - 1);
    this.counts.commands += 1;
    const which = random();
    if (which < 0.25) return this.createLicense(tenant, day);
    if (which < 0.35) return this.importAgain(tenant);
    if (which < 0.75) {
      const [licenseId, license] = pickOne([...tenant.licenses], random);
      const expected = cancelModelItem(license, now, day);
      const reply = await world.call('cancelLicense', { path: { licenseId }, body: { scheduledAt: day } });
      return this.expectStatus(reply.status, expected);
    }
    const [place, addon] = pickOne([...tenant.addons], random);
    const [subscriptionId = '', productOfferingId] = place.split(' ');
    const expected = cancelModelItem(addon, now, day);
    const body = { productOfferingId, scheduledAt: day };
    const reply = await world.call('cancelAddon', { path: { subscriptionId }, body });
    this.expectStatus(reply.status, expected);
  }

  private async createLicense({ zone, licenses }: ModelTenant, day: string | undefined): Promise<void> {
    const { world, random } = this;
    const offering = pickOne(modelOfferings, random);
    const today = toLocalDay(zone, world.clock);
    const body = { productOfferingId: offering, customerId: 'customer', scheduledAt: day };
    const reply = await world.call('createLicense', { body });
    const isPast = day !== undefined && day < today;
    this.expectStatus(reply.status, isPast ? 400 : 201);
    if (isPast) return;
    const terms = getOfferingTerms(offering);
    const { licenseId } = reply.json;
    licenses.set(licenseId, {
      zone,
      terms,
      offering,
      line: { kind: 'license', licenseId, customerId: 'customer', productOfferingId: offering, status: 'PENDING' },
      start: createModelFact(zone, day ?? today, world.clock),
    });
  }

  /** Imports a license as before, with other details. This undoes no command. */
  private async importAgain({ licenses }: ModelTenant): Promise<void> {
    const [, { line }] = pickOne([...licenses], this.random);
    await this.importer.importAll({ ...line, details: { seen: this.world.clock } });
  }

  private expectStatus(status: number, expected: number): void {
    expect(status).toBe(expected);
    if (expected >= 400) this.counts.refused += 1;
  }

  /** Runs the job: with faults, with too little time, or twice at the same time. */
  private async runJob(how = pickOne(['undisturbed', 'faults', 'hurried', 'twice'], this.random)): Promise<void> {
    const [first, second] = this.harnesses;
    await this.snapshots.checkChanges(this.world.clock, 'commands');
    for (const { network } of this.harnesses) network.reset();
    for (const applier of this.harnesses) applier.clock = this.world.clock;
    const operations = ['Query', 'BatchGetItem', 'UpdateItem', 'TransactWriteItems'];
    if (how === 'faults') {
      const fault: NetworkFault = (call, send) => {
        const faults = [loseCall, loseResponse, refuseCall('ThrottlingException')];
        return this.isChosen(0.1) ? pickOne(faults, this.random)(call, send) : send();
      };
      for (const operation of operations) first.network.failAlways(operation, fault);
    }
    const tick = afterExecution(() => {
      first.clock += 1;
    });
    if (how === 'hurried') for (const operation of operations) first.network.failAlways(operation, tick);
    const order = how === 'hurried' ? { deadline: first.clock + 17 + Math.floor(this.random() * 40) } : {};
    const reports = await Promise.all([first.run(order), ...(how === 'twice' ? [second.run()] : [])]);
    const applied = reports.reduce((sum, report) => sum + report.applied, 0);
    expect(await this.snapshots.checkChanges(this.world.clock, 'job')).toBe(applied);
    this.counts.runs += reports.length;
    this.counts.applied += applied;
  }

  private async checkReads(tenant: ModelTenant): Promise<void> {
    const { world } = this;
    world.tenantId = tenant.tenantId;
    world.apiKey = tenant.apiKey;
    const seen = new Map<string, object>();
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { limit: ['1000'], ...(cursor !== undefined && { cursor: [cursor] }) };
      const { json } = await world.call('listLicenses', { query });
      for (const license of json.items) seen.set(license.licenseId, license);
      cursor = json.pagination.nextCursor;
    }
    expect(seen.size).toBe(tenant.licenses.size);
    for (const [licenseId, license] of tenant.licenses) {
      const start = findModelStart(license);
      const activatedAt = start && start.at <= world.clock ? new Date(start.at).toISOString() : undefined;
      expect(seen.get(licenseId)).toMatchObject(
        withoutUndefined({ ...viewModelItem(license, world.clock), activatedAt }),
      );
    }
    const [place = ''] = pickOne([...tenant.addons.keys()], this.random).split(' ');
    const { json } = await world.call('listAddons', { path: { subscriptionId: place } });
    for (const addon of json.items) {
      const known = tenant.addons.get(`${place} ${addon.productOffering.productOfferingId}`);
      if (!known) throw new Error('There is an add-on that nobody made.');
      expect(addon).toMatchObject(withoutUndefined(viewModelItem(known, world.clock)));
    }
  }

  private checkHistories(): void {
    for (const { tenantId, licenses, addons } of this.tenants) {
      for (const [licenseId, license] of licenses) {
        const history = this.snapshots.listAppliedDates(`${tenantId}#license#${licenseId} license`);
        expect(history).toEqual(listModelHistory(license, this.world.clock));
      }
      for (const [place, addon] of addons) {
        const [subscriptionId, offering] = place.split(' ');
        const history = this.snapshots.listAppliedDates(`${tenantId}#subscription#${subscriptionId} addon#${offering}`);
        expect(history).toEqual(listModelHistory(addon, this.world.clock));
      }
    }
  }
}

const withoutUndefined = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
