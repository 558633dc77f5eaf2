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

/** Reads the tables and compares them with all responses that the clients received. @throws InvariantViolation */
export async function reconcileTables(cluster: ServerCluster, requests: TrackedRequest[]): Promise<void> {
  const [items, records] = await Promise.all([
    scanTable(cluster.engineUrl, 'connect'),
    scanTable(cluster.engineUrl, 'idempotency'),
  ]);
  const { tenantId } = cluster.demo;
  const recordByPk = new Map(records.map(record => [String(record.pk), record]));
  const licenses = items.filter(({ sk }) => sk === 'license');
  const byLabel = groupBy(licenses, license => String(readLabel(license)));
  const count = (label: unknown) => byLabel.get(String(label))?.length ?? 0;

  const byKey = groupBy(
    requests.filter(({ idempotencyKey: key }) => key !== undefined),
    ({ idempotencyKey: key }) => key ?? '',
  );
  for (const [key, competitors] of byKey) {
    const record = recordByPk.get(`${tenantId}#${key}`);
    const received = competitors.flatMap(({ responses }) => responses);
    const assert = createAssertion(`idempotency key ${key}`, received);
    assert(
      'I7: every client with an idempotency key gets a definite response in the end',
      competitors.every(({ responses }) => isOutcomeKnown(responses)),
    );
    assert('I3: a stored response has its record', record !== undefined);
    const stored = received.filter(({ kind }) => kind === 'stored');
    assert(
      'I2 I3: all stored responses equal the record',
      stored.every(({ status, body }) => status === record?.status && body === record?.body),
    );
    assert(
      'I4: one request owns the idempotency key',
      new Set(competitors.filter(hasStoredResponse).map(({ body }) => JSON.stringify(body))).size === 1,
    );
    assert(
      'I2: at most one response is not a replay',
      received.filter(({ status, replayed }) => status < 300 && !replayed).length <= 1,
    );
    if (competitors[0]?.path === '/licenses') assert(`I1: one license is stored, not ${count(key)}`, count(key) === 1);
  }
  for (const { responses, body } of requests.filter(
    ({ idempotencyKey: key, path }) => key === undefined && path === '/licenses',
  )) {
    const { label } = (body as { metadata: { label: unknown } }).metadata;
    const acknowledged = responses.filter(({ status }) => status === 201).length;
    const unknown = responses.length === 0 || responses.some(({ kind }) => kind === 'unknown') ? 1 : 0;
    createAssertion(`no idempotency key, ${label}`, responses)(
      'I3 I6: as many licenses are stored as were acknowledged',
      count(label) >= acknowledged && count(label) <= acknowledged + unknown,
    );
  }
  for (const [path, cancels] of groupBy(
    requests.filter(({ path }) => path.endsWith('/cancel')),
    ({ path }) => path,
  )) {
    const license = licenses.find(({ licenseId }) => licenseId === path.split('/')[2]);
    const acknowledged = new Set(
      cancels
        .filter(({ responses }) => responses.some(({ status }) => status === 200))
        .map(({ idempotencyKey: key }) => key),
    ).size;
    createAssertion(
      path,
      cancels.flatMap(({ responses }) => responses),
    )(
      `I10: the version is 1 plus ${acknowledged} changes, not ${license?.version}`,
      license?.version === 1 + acknowledged,
    );
  }
}

const hasStoredResponse = ({ responses }: TrackedRequest): boolean => responses.some(({ kind }) => kind === 'stored');

function groupBy<T>(all: T[], toKey: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(toKey(each));
    if (group) group.push(each);
    else groups.set(toKey(each), [each]);
  }
  return groups;
}

const isOutcomeKnown = (responses: TrackedRequest['responses']): boolean =>
  responses.some(({ kind }) => kind === 'stored' || kind === 'mismatch');

const createAssertion =
  (subject: string, responses: TrackedRequest['responses']) => (claim: string, isSatisfied: boolean) => {
    if (isSatisfied) return;
    const lines = responses.map(
      ({ status, replayed, kind, body }) => `  ${status} ${kind}${replayed ? ', replayed' : ''} ${body.slice(0, 120)}`,
    );
    throw new InvariantViolation([`responses to ${subject}:`, ...lines, `violated: ${claim}`].join('\n  '));
  };
