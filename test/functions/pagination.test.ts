import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import type { LicenseFacts } from '../../lib/domain/license.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { encodeCursor } from '../../lib/dynamodb/list-cursor.ts';
import { aLicense } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

type Query = Record<string, string[]>;
const requestPage = (query: Query, cursor?: string, operation: OperationName = 'listLicenses') =>
  world.call(operation, { query: { ...query, ...(cursor !== undefined && { cursor: [cursor] }) } });

/** Stores licenses with these facts, up to 50 per transaction. */
async function haveLicenses(all: (Partial<LicenseFacts> & { licenseId: string })[]): Promise<void> {
  for (let from = 0; from < all.length; from += 50) {
    const some = all.slice(from, from + 50).map(facts => aLicense(facts));
    await world.put(...some.map(item => ({ at: licenseRef(world.tenantId, item.licenseId), item: { ...item } })));
  }
}

/** Reads all pages. @param between - runs between two pages @returns the IDs of each page */
async function readAllPages(query: Query, between: () => Promise<unknown> = async () => {}): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    if (pages.length > 100) throw new Error('The list has more than 100 pages.');
    const { json } = await requestPage(query, cursor);
    pages.push(json.items.map(({ licenseId }: { licenseId: string }) => licenseId));
    cursor = json.pagination.nextCursor ?? undefined;
    if (cursor !== undefined) await between();
  } while (cursor !== undefined);
  return pages;
}

const idOf = (number: number): string => `license-${String(number).padStart(4, '0')}`;
const instantOf = (minute: number): string => new Date(Date.UTC(2023, 5, 1, 0, minute)).toISOString();
const of = (customerId: string) => ({ customer: { customerId, name: customerId } });
const ended = { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' };

const anyLicense = fc.record({
  customerId: fc.constantFrom('ada', 'bob', 'cleo'),
  minute: fc.nat(5),
  type: fc.constantFrom('PBX', 'FAX'),
  state: fc.constantFrom('ACTIVE', 'CANCELLED', 'PAUSED'),
});
const anyOf = (...values: string[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
const anyQuery = fc.record(
  {
    customerId: anyOf('ada', 'bob', 'cleo', 'nobody'),
    type: anyOf('PBX', 'FAX'),
    status: anyOf('ACTIVE', 'CANCELLED', 'PAUSED', 'BLOCKED'),
    limit: fc.integer({ min: 1, max: 8 }),
  },
  { noNullPrototype: true },
);

describe('the pages of a list', () => {
  it('contain each matching license once, newest first, while other licenses are created', async () => {
    const order = { productOfferingId: 'offering', customerId: 'ada' };
    await fc.assert(
      fc.asyncProperty(fc.array(anyLicense, { maxLength: 18 }), anyQuery, async (licenses, { limit, ...filters }) => {
        await world.enterTenant();
        await Promise.all([world.haveCustomer('ada'), world.haveOffering()]);
        await haveLicenses(
          licenses.map(({ customerId, minute, type, state }, number) => ({
            licenseId: idOf(number),
            ...of(customerId),
            ...{ type, createdAt: instantOf(minute) },
            ...(state === 'PAUSED' && { suspension: 'PAUSED' }),
            ...(state === 'CANCELLED' && { ends: ended }),
          })),
        );
        const usedFilters = Object.entries(filters).filter(
          (entry): entry is [string, string[]] => entry[1] !== undefined,
        );
        const query = { ...Object.fromEntries(usedFilters), limit: [String(limit)] };
        const pages = await readAllPages(query, () => world.call('createLicense', { body: order }));

        const passes = (value: string, filter: string[] | undefined) => filter?.includes(value) ?? true;
        const expected = licenses.flatMap(({ customerId, type, state }, number) =>
          passes(customerId, filters.customerId) && passes(type, filters.type) && passes(state, filters.status)
            ? [idOf(number)]
            : [],
        );
        const ids = pages.flat();
        expect(ids.toSorted()).toEqual(expected);
        const minutes = ids.map(id => licenses[Number(id.slice(-4))]?.minute ?? -1);
        expect(minutes).toEqual(minutes.toSorted((a, b) => b - a));
        expect(pages.filter(page => page.length > limit)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  it('continue until a rare license is found, however many licenses must be read', async () => {
    const all = Array.from({ length: 450 }, (_, number) => ({ licenseId: idOf(number), createdAt: instantOf(number) }));
    await haveLicenses(all.map((facts, number) => (number === 0 ? { ...facts, type: 'RARE' } : facts)));
    world.network.reset();
    expect(await readAllPages({ type: ['RARE'], limit: ['1'] })).toEqual([[], [idOf(0)]]);
    expect(world.lastReport.calls).toBeLessThanOrEqual(5);
    expect((await readAllPages({ limit: ['400'] })).map(page => page.length)).toEqual([400, 50]);
    expect((await readAllPages({ limit: ['450'] })).map(page => page.length)).toEqual([450]);
  });

  it('end before they are too large for a response', async () => {
    const details = { text: 'x'.repeat(32_000) };
    await haveLicenses(
      Array.from({ length: 125 }, (_, number) => ({ licenseId: idOf(number), createdAt: instantOf(number), details })),
    );
    const { body, json } = await requestPage({ limit: ['1000'] });
    expect(Buffer.byteLength(body)).toBeLessThan(4_000_000);
    expect(Buffer.byteLength(body)).toBeGreaterThan(3_800_000);
    const rest = await requestPage({ limit: ['1000'] }, json.pagination.nextCursor);
    expect(json.items.length + rest.json.items.length).toBe(125);
    expect(rest.json.pagination.nextCursor).toBeNull();
  });
});

describe('a cursor', () => {
  const filters = { customerId: ['ada', 'bob'], status: ['ACTIVE', 'PENDING'], type: ['PBX'] };
  const first = async (query: Query) =>
    (await requestPage({ ...query, limit: ['1'] })).json.pagination.nextCursor as string;
  const haveSome = () =>
    haveLicenses(['ada', 'bob', 'ada', 'bob'].map((owner, number) => ({ licenseId: idOf(number), ...of(owner) })));

  it('is valid for the same filters in any order and number, and for any limit', async () => {
    await haveSome();
    const cursor = await first(filters);
    const same = { type: ['PBX', 'PBX'], status: ['PENDING', 'ACTIVE'], customerId: ['bob', 'ada', 'bob'] };
    const pages = await Promise.all([requestPage(filters, cursor), requestPage({ ...same, limit: ['1000'] }, cursor)]);
    const [a, b] = pages.map(({ body }) => body);
    expect(a).toBe(b);
    expect(pages[0]?.json.items).toHaveLength(3);
  });

  it.each<[string, Query]>([
    ['another status', { ...filters, status: ['ACTIVE'] }],
    ['another type', { ...filters, type: ['FAX'] }],
    ['one customer fewer', { ...filters, customerId: ['ada'] }],
    ['other customers', { ...filters, customerId: ['ada', 'cleo'] }],
    ['no customer', { status: filters.status, type: filters.type }],
    ['one filter fewer', { customerId: filters.customerId, type: filters.type }],
    ['the status as type', { customerId: filters.customerId, status: filters.status, type: filters.status }],
  ])('is not valid for a list with %s', async (_, query) => {
    await haveSome();
    const { status, json } = await requestPage(query, await first(filters));
    expect([status, json.code]).toEqual([400, 'VALIDATION_ERROR']);
    expect(json.details).toEqual([
      {
        message: 'is not a valid cursor for this list',
        code: 'INVALID_VALUE',
        property: 'cursor',
        suggestion: expect.stringContaining('start again without a cursor'),
      },
    ]);
  });

  it('is not valid for another operation or after a change', async () => {
    await haveSome();
    const cursor = await first({});
    const texts = [
      `${cursor}A`,
      cursor.slice(1),
      cursor.slice(0, -1),
      cursor.toLowerCase(),
      `${cursor}=`,
      ` ${cursor}`,
    ];
    for (const text of texts) expect((await requestPage({}, text)).status).toBe(400);
    expect((await requestPage({}, cursor, 'listProductOfferings')).status).toBe(400);
    expect((await requestPage({}, cursor)).status).toBe(200);
  });

  it('that a client forged is rejected, or is a position in a list of its own tenant', async () => {
    await haveSome();
    const list = [world.tenantId, 'byTenant', 'newest', [`${world.tenantId}#license`], undefined, undefined];
    const at = (...position: string[]) => requestPage({}, encodeCursor(list, position));
    expect((await at(`2023-01-01T00:00:00.000Z#${idOf(9)}`)).json.items).toEqual([]);
    for (const position of ['', 'x', '2023', '2023-01-01T00:00:00.000Z', '-271821-04-20T00:00:00.000Z#x', '#x']) {
      expect((await at(position)).status).toBe(400);
    }
  });

  it('skips nothing and repeats nothing while licenses of one instant move between the customers of the list', async () => {
    const toFacts = (number: number, customerId: string) => ({
      licenseId: idOf(number),
      createdAt: instantOf(1),
      customer: { customerId, name: customerId },
    });
    const numbers = Array.from({ length: 90 }, (_, number) => number);
    await haveLicenses(numbers.map(number => toFacts(number, number % 2 ? 'bob' : 'ada')));
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page === 0 || cursor; page++) {
      const query = { customerId: ['ada', 'bob'], limit: ['7'] };
      const { json } = await requestPage(query, cursor);
      seen.push(...json.items.map(({ licenseId }: { licenseId: string }) => licenseId));
      cursor = json.pagination.nextCursor ?? undefined;
      const moved = numbers.filter(number => number % 5 === page % 5);
      await haveLicenses(moved.map(number => toFacts(number, page % 2 ? 'ada' : 'bob')));
    }
    expect(seen.sort()).toEqual(numbers.map(idOf).sort());
  });

  it('stays valid when the license at its position has been removed', async () => {
    await haveLicenses([0, 1, 2].map(number => ({ licenseId: idOf(number), createdAt: instantOf(number) })));
    const cursor = await first({});
    await world.remove(licenseRef(world.tenantId, idOf(2)));
    const { items } = (await requestPage({}, cursor)).json;
    expect(items.map(({ licenseId }: { licenseId: string }) => licenseId)).toEqual([idOf(1), idOf(0)]);
  });
});
