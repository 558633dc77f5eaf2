import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { IndexPage, IndexQuery, ItemAttributes } from '../../dynamodb/item.ts';
import { isExpired } from '../../dynamodb/items/feed.ts';
import { findReadItem, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { buildStateQuery, type Delivery, deliveryRef, type ListedState, readDeliveryNumber } from './delivery-item.ts';
import type { EndpointName } from './endpoint-health.ts';

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
