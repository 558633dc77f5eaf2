import { isDeepStrictEqual } from 'node:util';
import type { FeedHistory } from './run-feed.ts';

/** Lists the violations of I14 in the feeds of a history. */
export const listFeedViolations = (history: FeedHistory): string[] => [
  ...checkNumbers(history),
  ...checkOrder(history),
  ...checkBus(history),
  ...checkReaders(history),
];

/** The numbers are 1, 2, 3, … and every change has exactly one. */
function checkNumbers({ stored, changes }: FeedHistory): string[] {
  return [...stored].flatMap(([tenantId, events]) => {
    const numbers = events.map(({ number }) => number);
    const isGapless = isDeepStrictEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
    const expected = changes.filter(change => change.tenantId === tenantId).map(({ event }) => event.eventId);
    const actual = events.map(({ eventId }) => eventId);
    return [
      ...(isGapless ? [] : [`I14: the numbers of ${tenantId} are ${numbers.join(', ')}.`]),
      ...(isDeepStrictEqual([...actual].sort(), [...expected].sort())
        ? []
        : [`I14: ${tenantId} has ${expected.length} changes and ${actual.length} events in its feed.`]),
    ];
  });
}

/** The events of a resource are in the order of their sequence. */
function checkOrder({ stored, changes }: FeedHistory): string[] {
  return [...stored].flatMap(([tenantId, events]) => {
    const bySequence = new Map(changes.map(({ event, sequence }) => [event.eventId, { event, sequence }]));
    const last = new Map<string, number>();
    return events.flatMap(({ eventId }) => {
      const { event, sequence = 0 } = bySequence.get(eventId) ?? {};
      const resourceId = event?.resourceId ?? '';
      const isLater = sequence > (last.get(resourceId) ?? 0);
      last.set(resourceId, sequence);
      return isLater ? [] : [`I14: ${eventId} of ${tenantId} is behind a later event of its resource.`];
    });
  });
}

/** Every event is on the bus, with the bytes and the number that the feed has. */
function checkBus({ stored, bus }: FeedHistory): string[] {
  return [...stored].flatMap(([tenantId, events]) => {
    const published = bus.filter(event => event.tenantId === tenantId);
    const wrong = published.filter(({ number, json }) => events[number - 1]?.json !== json);
    const numbers = new Set(published.map(({ number }) => number));
    const missing = events.filter(({ number }) => !numbers.has(number));
    return [
      ...wrong.map(({ number }) => `I14: the bus has other bytes for the event ${number} of ${tenantId}.`),
      ...missing.map(({ number }) => `I14: the event ${number} of ${tenantId} is not on the bus.`),
    ];
  });
}

/** A reader gets exactly the events of its filter, in the order of their numbers. */
function checkReaders({ stored, readers, changes }: FeedHistory): string[] {
  const byId = new Map(changes.map(({ event }) => [event.eventId, event]));
  return readers.flatMap(({ tenantId, query, eventIds }) => {
    const expected = (stored.get(tenantId) ?? [])
      .map(({ eventId }) => eventId)
      .filter(eventId => matches(byId.get(eventId), query));
    if (isDeepStrictEqual(eventIds, expected)) return [];
    return [`I14: a reader of ${tenantId} with ${JSON.stringify(query)} got ${eventIds.join(' ')}.`];
  });
}

const matches = (event: { type: string; resourceId: string } | undefined, query: Record<string, unknown>): boolean =>
  (query.resourceId === undefined || event?.resourceId === query.resourceId) &&
  (query.type === undefined || (query.type as string[]).includes(event?.type ?? ''));
