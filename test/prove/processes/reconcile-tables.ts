import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import { createEngineSdkClient } from '../../support/test-engine.ts';
import { InvariantViolation } from '../proof-part.ts';
import type { ServerCluster } from './server-cluster.ts';
import type { TrackedRequest } from './tracked-request.ts';

async function scanTable(url: string, table: string): Promise<ItemAttributes[]> {
  const client = createEngineSdkClient(url);
  const items: ItemAttributes[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    items.push(...Items);
  }
  client.destroy();
  return items;
}

const readLabel = ({ metadata }: ItemAttributes): unknown => JSON.parse(String(metadata ?? '{}')).label;

/** Reads the tables and compares them with everything that every client was told. @throws InvariantViolation */
export async function reconcileTables(cluster: ServerCluster, wishes: TrackedRequest[]): Promise<void> {
  const [items, records] = await Promise.all([
    scanTable(cluster.engineUrl, 'connect'),
    scanTable(cluster.engineUrl, 'idempotency'),
  ]);
  const { tenantId } = cluster.demo;
  const recordOf = new Map(records.map(record => [String(record.pk), record]));
  const licenses = items.filter(({ sk }) => sk === 'license');
  const byLabel = groupBy(licenses, license => String(readLabel(license)));
  const count = (label: unknown) => byLabel.get(String(label))?.length ?? 0;

  const byKey = groupBy(
    wishes.filter(({ key }) => key !== undefined),
    ({ key }) => key ?? '',
  );
  for (const [key, rivals] of byKey) {
    const record = recordOf.get(`${tenantId}#${key}`);
    const all = rivals.flatMap(({ responses: told }) => told);
    const hold = createAssertion(`key ${key}`, all);
    hold(
      'I7: everybody with a key knows in the end',
      rivals.every(({ responses: told }) => isOutcomeKnown(told)),
    );
    hold('I3: a kept answer has its record', record !== undefined);
    const kept = all.filter(({ said }) => said === 'kept');
    hold(
      'I2 I3: all kept answers are those of the record',
      kept.every(answer => answer.status === record?.status && answer.body === record?.body),
    );
    hold(
      'I4: one request has the key',
      new Set(rivals.filter(hasStoredResponse).map(({ body }) => JSON.stringify(body))).size === 1,
    );
    hold('I2: one call did it, at most', all.filter(({ status, replayed }) => status < 300 && !replayed).length <= 1);
    if (rivals[0]?.path === '/licenses') hold(`I1: one license, not ${count(key)}`, count(key) === 1);
  }
  for (const { key, responses: told, body } of wishes.filter(
    ({ key, path }) => key === undefined && path === '/licenses',
  )) {
    const { label } = (body as { metadata: { label: unknown } }).metadata;
    const done = told.filter(({ status }) => status === 201).length;
    const mayBe = told.length === 0 || told.some(({ said }) => said === 'unknown') ? 1 : 0;
    createAssertion(`${key ?? 'no key'}, ${label}`, told)(
      'I3 I6: as many licenses as told',
      count(label) >= done && count(label) <= done + mayBe,
    );
  }
  for (const [path, cancels] of groupBy(
    wishes.filter(({ path }) => path.endsWith('/cancel')),
    ({ path }) => path,
  )) {
    const license = licenses.find(({ licenseId }) => licenseId === path.split('/')[2]);
    const done = new Set(
      cancels.filter(({ responses: told }) => told.some(({ status }) => status === 200)).map(({ key }) => key),
    ).size;
    createAssertion(
      path,
      cancels.flatMap(({ responses: told }) => told),
    )(
      `I10: ${done} changes step the version ${done} times, and it is ${license?.version}`,
      license?.version === 1 + done,
    );
  }
}

const hasStoredResponse = ({ responses: told }: TrackedRequest): boolean => told.some(({ said }) => said === 'kept');

function groupBy<T>(all: T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

const isOutcomeKnown = (told: TrackedRequest['responses']): boolean =>
  told.some(({ said }) => said === 'kept' || said === 'mismatch');

const createAssertion = (what: string, told: TrackedRequest['responses']) => (claim: string, isHeld: boolean) => {
  if (isHeld) return;
  const lines = told.map(
    ({ status, replayed, said, body }) => `  ${status} ${said}${replayed ? ', replayed' : ''} ${body.slice(0, 120)}`,
  );
  throw new InvariantViolation([`${what} was told`, ...lines, `not held: ${claim}`].join('\n  '));
};
