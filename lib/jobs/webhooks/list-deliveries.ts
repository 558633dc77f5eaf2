import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { IndexPage, IndexQuery, ItemAttributes } from '../../dynamodb/item.ts';
import { isExpired } from '../../dynamodb/items/feed.ts';
import { findReadCollection, findReadItem, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import {
  buildDeliveriesQuery,
  buildStateQuery,
  type Delivery,
  deliveryRef,
  type ListedState,
  readDeliveryNumber,
} from './delivery-item.ts';
import { type EndpointName, endpointDaysRef } from './endpoint-health.ts';

const pageSize = 100;

/** Reads an endpoint's deliveries in a state page by page, oldest first. There are many after an outage of days. */
export async function* readDeliveryPages(
  endpoint: EndpointName,
  state: ListedState,
  dependencies: Dependencies,
): AsyncGenerator<Delivery[]> {
  let startKey: ItemAttributes | undefined;
  do {
    const page = await readPage(buildStateQuery(endpoint, state, pageSize, startKey), dependencies);
    const deliveries = await readDeliveries(endpoint, page.indexKeys.map(readDeliveryNumber), dependencies);
    const isListed = ({ outcome, nextAt }: Delivery) => (state === 'dead' ? outcome === 'dead' : nextAt !== undefined);
    yield deliveries.filter(isListed);
    startKey = page.lastEvaluatedKey;
  } while (startKey);
}

/** Lists the latest deliveries of an endpoint with their attempts, newest first. */
export async function listLatestDeliveries(
  endpoint: EndpointName,
  limit: number,
  dependencies: Dependencies,
): Promise<Delivery[]> {
  const { indexKeys } = await readPage(buildDeliveriesQuery(endpoint, limit), dependencies);
  return readDeliveries(endpoint, indexKeys.map(readDeliveryNumber), dependencies);
}

/** Reads the deliveries of events to an endpoint, by the numbers of the events. Those that do not exist or are expired are left out. */
export async function readDeliveries(
  { tenantId, endpointId }: EndpointName,
  numbers: number[],
  dependencies: Dependencies,
): Promise<Delivery[]> {
  const refs = numbers.map(number => deliveryRef({ tenantId, endpointId, number }));
  const read = await readWithRetries({ items: refs, collections: [] }, createReadBudget(dependencies), dependencies);
  if (read.kind !== 'complete') throw read.cause;
  return refs
    .flatMap(ref => findReadItem(read, ref) ?? [])
    .filter(delivery => !isExpired(delivery, dependencies.now()));
}

/** The deliveries of an endpoint in numbers. */
export interface DeliveryCounts {
  /** Attempts and successes of the last 30 days. They may be slightly wrong after a crash. */
  attempts: number;
  successes: number;
  /** Deliveries that failed and wait for a retry. */
  waiting: number;
  dead: number;
}

/** Counts the deliveries of an endpoint. */
export async function countDeliveries(endpoint: EndpointName, dependencies: Dependencies): Promise<DeliveryCounts> {
  const ref = endpointDaysRef(endpoint);
  const budget = createReadBudget(dependencies);
  const read = await readWithRetries({ items: [], collections: [ref] }, budget, dependencies);
  if (read.kind !== 'complete') throw read.cause;
  const days = findReadCollection(read, ref).filter(day => !isExpired(day, dependencies.now()));
  const sum = (name: 'attempts' | 'successes') => days.reduce((total, day) => total + day[name], 0);
  const [waiting, dead] = await Promise.all([
    countInState(endpoint, 'waiting', dependencies),
    countInState(endpoint, 'dead', dependencies),
  ]);
  return { attempts: sum('attempts'), successes: sum('successes'), waiting, dead };
}

async function countInState(endpoint: EndpointName, state: ListedState, dependencies: Dependencies): Promise<number> {
  let count = 0;
  for await (const page of readDeliveryPages(endpoint, state, dependencies)) count += page.length;
  return count;
}

async function readPage(query: IndexQuery, dependencies: Dependencies): Promise<IndexPage> {
  const request = { items: [], collections: [], listings: [query] };
  const read = await readWithRetries(request, createReadBudget(dependencies), dependencies);
  if (read.kind !== 'complete') throw read.cause;
  return read.listings[0] ?? { indexKeys: [] };
}

/** The time that one read may take, with its retries. */
const readTimeMs = 10_000;

const createReadBudget = ({ now }: Dependencies): RetryBudget => ({
  deadline: now() + readTimeMs,
  maxCalls: 1000,
  calls: 0,
});
