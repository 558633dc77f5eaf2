import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type CallRelay, startEngineProxy } from '../support/engine-proxy.ts';
import { type CapacityUnits, computeReadUnits, computeWriteUnits, type MeteredItem } from './capacity-units.ts';

/** Delay of each call, so that concurrent calls overlap and consecutive ones do not. */
const holdMs = 15;

/** Usage since the last reading. */
export interface DatabaseUsage extends CapacityUnits {
  calls: number;
  /** Length of the longest chain of consecutive calls. */
  roundTrips: number;
}

interface MeteredCall extends CapacityUnits {
  startedAt: number;
  endedAt: number;
}

interface MeteredKeys {
  Keys: MeteredItem[];
  ConsistentRead?: boolean;
}
/** Members of a request that determine its request units. */
interface MeteredInput extends TransactWriteItem {
  TableName?: string;
  Key?: MeteredItem;
  Item?: MeteredItem;
  ConsistentRead?: boolean;
  RequestItems?: Record<string, MeteredKeys>;
  TransactItems?: TransactWriteItem[];
}

/** Proxy between a function and the engine that counts. */
export interface UsageMeter {
  url: string;
  /** Returns the usage since the last reading. */
  read(): DatabaseUsage;
  stop(): void;
}

/** @param keysOf - returns the names of a table's key attributes */
export async function startUsageMeter(
  client: DynamoDBClient,
  engineUrl: string,
  keysOf: (table: string) => string[],
): Promise<UsageMeter> {
  let calls: MeteredCall[] = [];
  const imageOf = async (table: string, key: MeteredItem): Promise<MeteredItem | undefined> =>
    (await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const keyIn = (table: string, item: MeteredItem): MeteredItem =>
    Object.fromEntries(keysOf(table).flatMap(name => (item[name] ? [[name, item[name]]] : [])));

  const relay: CallRelay = async (operation, body, forward) => {
    const startedAt = performance.now();
    const input: MeteredInput = JSON.parse(body);
    const written = listWrites(operation, input).map(({ TableName = '', Key, Item = {} }) => ({
      table: TableName,
      key: Key ?? keyIn(TableName, Item),
    }));
    const images = () => Promise.all(written.map(({ table, key }) => imageOf(table, key)));
    const before = await images();
    const reply = await forward();
    const after = await images();
    await sleep(holdMs);
    const transactional = operation === 'TransactWriteItems';
    const writes = written.reduce(
      (sum, _, index) => sum + computeWriteUnits(before[index], after[index], transactional),
      0,
    );
    const output = JSON.parse(reply.body.toString());
    calls.push({
      startedAt,
      endedAt: performance.now(),
      writes,
      reads: countReadUnits(operation, input, output, keyIn),
    });
    return reply;
  };
  const { url, stop } = await startEngineProxy(engineUrl, relay);
  return {
    url,
    read: () => {
      const usage = summarizeUsage(calls);
      calls = [];
      return usage;
    },
    stop,
  };
}

function listWrites(
  operation: string,
  input: MeteredInput,
): { TableName?: string; Key?: MeteredItem; Item?: MeteredItem }[] {
  if (operation === 'TransactWriteItems') {
    return (input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }) => ({
      ...(Put ?? Update ?? Delete ?? ConditionCheck),
    }));
  }
  return ['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation) ? [input] : [];
}

function countReadUnits(
  operation: string,
  input: MeteredInput,
  output: { Item?: MeteredItem; Responses?: Record<string, MeteredItem[]> },
  keyIn: (table: string, item: MeteredItem) => MeteredItem,
): number {
  if (operation === 'GetItem') return computeReadUnits(output.Item, input.ConsistentRead === true);
  if (operation !== 'BatchGetItem') return 0;
  const units = Object.entries(input.RequestItems ?? {}).flatMap(([table, { Keys, ConsistentRead }]) => {
    const found = output.Responses?.[table] ?? [];
    return Keys.map(key => {
      const item = found.find(each => isSameItemKey(keyIn(table, each), key));
      return computeReadUnits(item, ConsistentRead === true);
    });
  });
  return units.reduce((sum, each) => sum + each, 0);
}

const isSameItemKey = (one: MeteredItem, other: MeteredItem): boolean =>
  Object.entries(one).every(([name, value]) => value.S === other[name]?.S);

function summarizeUsage(calls: MeteredCall[]): DatabaseUsage {
  const depths = new Map<MeteredCall, number>();
  for (const call of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    const before = [...depths].filter(([{ endedAt }]) => endedAt <= call.startedAt).map(([, depth]) => depth);
    depths.set(call, 1 + Math.max(0, ...before));
  }
  const sum = (of: (call: MeteredCall) => number) => calls.reduce((total, call) => total + of(call), 0);
  return {
    calls: calls.length,
    roundTrips: Math.max(0, ...depths.values()),
    reads: sum(({ reads }) => reads),
    writes: sum(({ writes }) => writes),
  };
}
