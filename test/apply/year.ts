import { expect } from 'vitest';
import type { Importer } from '../import/importer.ts';
import type { TestEngine } from '../support/engine.ts';
import { type Fault, loseAnswer, loseCall, onAnswer, refuse } from '../support/network.ts';
import { oneOf, randomOf } from '../support/random.ts';
import type { World } from '../support/world.ts';
import { Applier } from './applier.ts';
import { Images } from './images.ts';
import { cancel, dayIn, factOn, historyOf, plusDays, view } from './model.ts';
import { firstLines, licenseLine, offerings, subscriptionLine, type Tenant, termsOf } from './year-tenant.ts';

const dayMs = 86_400_000;
/** How often the clock moves. */
const steps = 60;
const begin = Date.parse('2024-01-31T20:00:00.000Z');

/** Midnight is skipped on a day of 2024 in the first two, and comes twice in Havana. */
const zones = ['America/Havana', 'Asia/Beirut', 'Pacific/Auckland'];

/** A year of commands, imports and runs, checked at every step against the model. */
export class Year {
  private readonly random: () => number;
  private readonly images: Images;
  private readonly appliers: [Applier, Applier];
  private readonly tenants: Tenant[] = [];
  private readonly world: World;
  private readonly importer: Importer;
  readonly counts = { commands: 0, refused: 0, runs: 0, applied: 0 };

  constructor(engine: TestEngine, world: World, importer: Importer, seed: number) {
    this.random = randomOf(seed);
    this.images = new Images(engine);
    this.appliers = [new Applier(engine).open(), new Applier(engine).open()];
    this.world = world;
    this.importer = importer;
  }

  /** @param commands - about so many are sent in the year */
  async run(licenses: number, subscriptions: number, commands: number): Promise<void> {
    this.world.clock = begin;
    for (const zone of zones) await this.settleIn(zone, licenses / zones.length, subscriptions / zones.length);
    const end = begin + 366 * dayMs;
    let quietUntil = 0;
    while (this.world.clock < end) {
      // Mostly hours or a few days, now and then weeks.
      this.world.clock += Math.floor(this.random() * this.random() * 4 * ((366 * dayMs) / steps));
      if (this.chance(0.03)) quietUntil = this.world.clock + 35 * dayMs;
      for (let n = 0; n < commands / steps; n++) await this.command();
      if (this.world.clock >= quietUntil && this.chance(0.6)) await this.apply();
      if (this.chance(0.3)) await this.checkReads(oneOf(this.tenants, this.random));
    }
    for (const applier of this.appliers) applier.network.heal();
    await this.apply('undisturbed');
    for (const tenant of this.tenants) await this.checkReads(tenant);
    this.checkHistories();
    for (const applier of this.appliers) applier.close();
  }

  private chance = (share: number): boolean => this.random() < share;

  private async settleIn(zone: string, licenses: number, subscriptions: number): Promise<void> {
    const { world, importer, random } = this;
    await world.enter({ timeZone: zone });
    const { tenantId, apiKey, clock } = world;
    const tenant: Tenant = { tenantId, apiKey, zone, licenses: new Map(), addons: new Map() };
    this.tenants.push(tenant);
    await importer.have(...firstLines());
    await importer.have(
      ...Array.from({ length: licenses }, (_, n) => licenseLine(tenant, `imported-${n}`, clock, random)),
      ...Array.from({ length: subscriptions }, (_, n) => subscriptionLine(tenant, `subscription-${n}`, clock, random)),
    );
  }

  private async command(): Promise<void> {
    const { world, random } = this;
    const tenant = oneOf(this.tenants, random);
    world.tenantId = tenant.tenantId;
    world.apiKey = tenant.apiKey;
    const now = world.clock;
    const today = dayIn(tenant.zone, now);
    const day = this.chance(0.4) ? undefined : plusDays(today, Math.floor(random() * random() * 150) - 1);
    this.counts.commands += 1;
    const which = random();
    if (which < 0.25) return this.create(tenant, day);
    if (which < 0.35) return this.importAgain(tenant);
    if (which < 0.75) {
      const [licenseId, license] = oneOf([...tenant.licenses], random);
      const expected = cancel(license, now, day);
      const reply = await world.call('cancelLicense', { path: { licenseId }, body: { scheduledAt: day } });
      return this.expectStatus(reply.status, expected);
    }
    const [place, addon] = oneOf([...tenant.addons], random);
    const [subscriptionId = '', productOfferingId] = place.split(' ');
    const expected = cancel(addon, now, day);
    const body = { productOfferingId, scheduledAt: day };
    const reply = await world.call('cancelAddon', { path: { subscriptionId }, body });
    this.expectStatus(reply.status, expected);
  }

  private async create({ zone, licenses }: Tenant, day: string | undefined): Promise<void> {
    const { world, random } = this;
    const offering = oneOf(offerings, random);
    const today = dayIn(zone, world.clock);
    const body = { productOfferingId: offering, customerId: 'customer', scheduledAt: day };
    const reply = await world.call('createLicense', { body });
    const isPast = day !== undefined && day < today;
    this.expectStatus(reply.status, isPast ? 400 : 201);
    if (isPast) return;
    const terms = termsOf(offering);
    licenses.set(reply.json.licenseId, { zone, terms, offering, start: factOn(zone, day ?? today, world.clock) });
  }

  private async importAgain({ licenses }: Tenant): Promise<void> {
    const [licenseId, { offering }] = oneOf([...licenses], this.random);
    const line = { kind: 'license', licenseId, customerId: 'customer', productOfferingId: offering, status: 'PENDING' };
    await this.importer.have({ ...line, details: { seen: this.world.clock } });
  }

  private expectStatus(status: number, expected: number): void {
    expect(status).toBe(expected);
    if (expected >= 400) this.counts.refused += 1;
  }

  /** A run as it may happen: disturbed, with too little time, or two of them at once. */
  private async apply(how = oneOf(['undisturbed', 'faults', 'hurried', 'twice'], this.random)): Promise<void> {
    const [first, second] = this.appliers;
    await this.images.look(this.world.clock, 'commands');
    for (const { network } of this.appliers) network.reset();
    for (const applier of this.appliers) applier.clock = this.world.clock;
    const operations = ['Query', 'BatchGetItem', 'UpdateItem', 'TransactWriteItems'];
    if (how === 'faults') {
      const fault: Fault = (call, send) => {
        const faults = [loseCall, loseAnswer, refuse('ThrottlingException')];
        return this.chance(0.1) ? oneOf(faults, this.random)(call, send) : send();
      };
      for (const operation of operations) first.network.always(operation, fault);
    }
    const tick = onAnswer(() => {
      first.clock += 1;
    });
    if (how === 'hurried') for (const operation of operations) first.network.always(operation, tick);
    const order = how === 'hurried' ? { deadline: first.clock + 17 + Math.floor(this.random() * 40) } : {};
    const reports = await Promise.all([first.run(order), ...(how === 'twice' ? [second.run()] : [])]);
    const applied = reports.reduce((sum, report) => sum + report.applied, 0);
    expect(await this.images.look(this.world.clock, 'job')).toBe(applied);
    this.counts.runs += reports.length;
    this.counts.applied += applied;
  }

  private async checkReads(tenant: Tenant): Promise<void> {
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
      const { start } = license;
      const activatedAt = start && start.at <= world.clock ? new Date(start.at).toISOString() : undefined;
      expect(seen.get(licenseId)).toMatchObject(present({ ...view(license, world.clock), activatedAt }));
    }
    const [place = ''] = oneOf([...tenant.addons.keys()], this.random).split(' ');
    const { json } = await world.call('listAddons', { path: { subscriptionId: place } });
    for (const addon of json.items) {
      const known = tenant.addons.get(`${place} ${addon.productOffering.productOfferingId}`);
      if (!known) throw new Error('There is an add-on that nobody made.');
      expect(addon).toMatchObject(present(view(known, world.clock)));
    }
  }

  private checkHistories(): void {
    for (const { tenantId, licenses, addons } of this.tenants) {
      for (const [licenseId, license] of licenses) {
        const history = this.images.historyOf(`${tenantId}#license#${licenseId} license`);
        expect(history).toEqual(historyOf(license, this.world.clock));
      }
      for (const [place, addon] of addons) {
        const [subscriptionId, offering] = place.split(' ');
        const history = this.images.historyOf(`${tenantId}#subscription#${subscriptionId} addon#${offering}`);
        expect(history).toEqual(historyOf(addon, this.world.clock));
      }
    }
  }
}

const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
