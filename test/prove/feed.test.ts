import { describe, expect, it } from 'vitest';
import { listFeedViolations } from './feed/check-feed.ts';
import { type FeedHistory, type FeedPlan, runFeed } from './feed/run-feed.ts';
import { feedPart } from './feed-part.ts';

it('random histories satisfy I14', async () => {
  const counts = await feedPart.run({ seed: 1 });
  expect(Object.values(counts).every(count => count > 0)).toBe(true);
});

/* Each test changes one thing in a correct history, and the checker must report a violation. */
describe('the checker reports', () => {
  const plan: FeedPlan = { seed: 1, changesPerShard: 6, skewsMs: [0, 0, 0, 0], faultRate: 0, duplicateRate: 0 };
  const withStored = (history: FeedHistory, change: (events: StoredEvents) => StoredEvents) =>
    new Map([...history.stored].map(([tenantId, events]) => [tenantId, change(events)]));
  type StoredEvents = { number: number; eventId: string; json: string }[];

  it('no violation in a correct history', async () => {
    expect(listFeedViolations(await runFeed(plan))).toEqual([]);
  });

  it.each<[string, RegExp, (history: FeedHistory) => Partial<FeedHistory>]>([
    ['a gap', /the numbers of t1/, history => ({ stored: withStored(history, events => events.slice(1)) })],
    ['a lost event', /events in its feed/, history => ({ stored: withStored(history, events => events.slice(0, -1)) })],
    [
      'a wrong order',
      /is behind a later event/,
      history => ({
        stored: withStored(history, events =>
          [...events].reverse().map((event, index) => ({ ...event, number: index + 1 })),
        ),
      }),
    ],
    ['other bytes on the bus', /other bytes/, ({ bus }) => ({ bus: bus.map(event => ({ ...event, json: '{}' })) })],
    ['an event that is not on the bus', /is not on the bus/, ({ bus }) => ({ bus: bus.slice(1) })],
    [
      'an event that a reader missed',
      /a reader of t1/,
      ({ readers }) => ({ readers: readers.map(reader => ({ ...reader, eventIds: reader.eventIds.slice(1) })) }),
    ],
    [
      'an event that a reader got twice',
      /a reader of t1/,
      ({ readers }) => ({
        readers: readers.map(reader => ({ ...reader, eventIds: [...reader.eventIds, ...reader.eventIds] })),
      }),
    ],
  ])('%s', async (_, violation, change) => {
    const history = await runFeed(plan);
    expect(listFeedViolations({ ...history, ...change(history) })).toContainEqual(expect.stringMatching(violation));
  });
});
