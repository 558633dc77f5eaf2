import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Relay, startProxy } from '../support/proxy.ts';
import { type Attributes, readUnits, type Units, writeUnits } from './capacity.ts';

/** Each call is held this long, so that those that are sent at once overlap and those that wait for another do not. */
const holdMs = 15;

/** What was used since the last look. */
export interface Usage extends Units {
  calls: number;
  /** The longest chain of calls that waited for one another. */
  roundTrips: number;
}

interface Call extends Units {
  startedAt: number;
  endedAt: number;
}

interface Wanted {
  Keys: Attributes[];
  ConsistentRead?: boolean;
}
/** The parts of a request that cost something. */
interface Input extends TransactWriteItem {
  TableName?: string;
  Key?: Attributes;
  Item?: Attributes;
  ConsistentRead?: boolean;
  RequestItems?: Record<string, Wanted>;
  TransactItems?: TransactWriteItem[];
}

/** Stands between a function and the engine and counts. */
export interface Meter {
  url: string;
  /** What was used since the last time. */
  read(): Usage;
  stop(): void;
}

/** @param keysOf - the names of a table's key attributes */
export async function startMeter(
  client: DynamoDBClient,
  engineUrl: string,
  keysOf: (table: string) => string[],
): Promise<Meter> {
  let calls: Call[] = [];
  const imageOf = async (table: string, key: Attributes): Promise<Attributes | undefined> =>
    (await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const keyIn = (table: string, item: Attributes): Attributes =>
    Object.fromEntries(keysOf(table).flatMap(name => (item[name] ? [[name, item[name]]] : [])));

  const relay: Relay = async (operation, body, forward) => {
    const startedAt = performance.now();
    const input: Input = JSON.parse(body);
    const written = writesOf(operation, input).map(({ TableName = '', Key, Item = {} }) => ({
      table: TableName,
      key: Key ?? keyIn(TableName, Item),
    }));
    const images = () => Promise.all(written.map(({ table, key }) => imageOf(table, key)));
    const before = await images();
    const reply = await forward();
    const after = await images();
    await sleep(holdMs);
    const transactional = operation === 'TransactWriteItems';
    const writes = written.reduce((sum, _, index) => sum + writeUnits(before[index], after[index], transactional), 0);
    const output = JSON.parse(reply.body.toString());
    calls.push({ startedAt, endedAt: performance.now(), writes, reads: readsOf(operation, input, output, keyIn) });
    return reply;
  };
  const { url, stop } = await startProxy(engineUrl, relay);
  return {
    url,
    read: () => {
      const usage = usageOf(calls);
      calls = [];
      return usage;
    },
    stop,
  };
}

function writesOf(operation: string, input: Input): { TableName?: string; Key?: Attributes; Item?: Attributes }[] {
  if (operation === 'TransactWriteItems') {
    return (input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }) => ({
      ...(Put ?? Update ?? Delete ?? ConditionCheck),
    }));
  }
  return ['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation) ? [input] : [];
}

function readsOf(
  operation: string,
  input: Input,
  output: { Item?: Attributes; Responses?: Record<string, Attributes[]> },
  keyIn: (table: string, item: Attributes) => Attributes,
): number {
  if (operation === 'GetItem') return readUnits(output.Item, input.ConsistentRead === true);
  if (operation !== 'BatchGetItem') return 0;
  const units = Object.entries(input.RequestItems ?? {}).flatMap(([table, { Keys, ConsistentRead }]) => {
    const found = output.Responses?.[table] ?? [];
    return Keys.map(key => {
      const item = found.find(each => isSame(keyIn(table, each), key));
      return readUnits(item, ConsistentRead === true);
    });
  });
  return units.reduce((sum, each) => sum + each, 0);
}

const isSame = (one: Attributes, other: Attributes): boolean =>
  Object.entries(one).every(([name, value]) => value.S === other[name]?.S);

function usageOf(calls: Call[]): Usage {
  const depths = new Map<Call, number>();
  for (const call of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    const before = [...depths].filter(([{ endedAt }]) => endedAt <= call.startedAt).map(([, depth]) => depth);
    depths.set(call, 1 + Math.max(0, ...before));
  }
  const sum = (of: (call: Call) => number) => calls.reduce((total, call) => total + of(call), 0);
  return {
    calls: calls.length,
    roundTrips: Math.max(0, ...depths.values()),
    reads: sum(({ reads }) => reads),
    writes: sum(({ writes }) => writes),
  };
}
