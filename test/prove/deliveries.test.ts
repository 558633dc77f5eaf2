import { describe, expect, it } from 'vitest';
import { job } from '../../functions/deliver-webhooks/job.ts';
import { isAccepted } from '../../lib/jobs/webhooks/endpoint-health.ts';
import { listDeliveryViolations } from './deliveries/check-deliveries.ts';
import type { DeliveryPlan } from './deliveries/delivery-plan.ts';
import { type DeliveryHistory, deployedQueue, type ReceivedPost, runDeliveries } from './deliveries/run-deliveries.ts';
import { deliveriesPart } from './deliveries-part.ts';

const hourMs = 3_600_000;
const healthy = { fault: 'none', healthyAfterMs: 0 } as const;
const noFaults = { seed: 1, actions: [], faultRate: 0, duplicateRate: 0, lostSendRate: 0, faultsUntilMs: 0 };

const countAttempts = (posts: ReceivedPost[]) =>
  new Set(
    posts.map(({ endpointId, eventId, generation, attempt }) => `${endpointId} ${eventId} ${generation}.${attempt}`),
  ).size;

it('random histories satisfy I14', async () => {
  const counts = await deliveriesPart.run({ seed: 1 });
  expect(Object.values(counts).every(count => count > 0)).toBe(true);
});

it('the simulated queue and function have the settings of the deployed ones', () => {
  const { batchSize, maxConcurrency } = job.trigger;
  expect(deployedQueue).toMatchObject({ batchSize, maxConcurrency, functionTimeoutMs: job.timeoutSeconds * 1000 });
});

describe('a day on which an endpoint fails everything', () => {
  const day: DeliveryPlan = {
    ...noFaults,
    endpoints: [{ tenantId: 't1', receiver: { fault: 'fails', healthyAfterMs: 200 * hourMs } }],
    events: [{ tenantId: 't1', atMs: 0, count: 8 }],
  };

  it.each([0, 0.005, 0.02, 0.05])(
    'has one POST per attempt if %d of the messages are handed over twice',
    async duplicateRate => {
      const { posts, largestQueueSize } = await runDeliveries({ ...day, duplicateRate, lostSendRate: 0 });
      expect(posts).toHaveLength(countAttempts(posts));
      // Between 18 and 30 attempts per event in 24 hours.
      expect(posts.length).toBeGreaterThanOrEqual(8 * 18);
      expect(posts.length).toBeLessThanOrEqual(8 * 30);
      expect(largestQueueSize).toBeLessThanOrEqual(3 * 8);
    },
  );

  it('does not have more and more POSTs if sends store a part of their messages and fail', async () => {
    const plan = { ...day, duplicateRate: 0.05, lostSendRate: 0.05, faultsUntilMs: 24 * hourMs };
    const { posts, faults, largestQueueSize } = await runDeliveries(plan);
    expect(faults).toBeGreaterThan(10);
    expect(posts.length - countAttempts(posts)).toBeLessThanOrEqual(faults);
    expect(largestQueueSize).toBeLessThanOrEqual(3 * 8);
  });
});

describe('an endpoint that hangs', () => {
  const tenants = Array.from({ length: 20 }, (_, index) => `t${index + 1}`);
  const plan: DeliveryPlan = {
    ...noFaults,
    endpoints: tenants.map((tenantId, index) => ({
      tenantId,
      receiver: index === 0 ? { fault: 'hangs', healthyAfterMs: 200 * hourMs } : healthy,
    })),
    events: tenants.map((tenantId, index) => ({ tenantId, atMs: 0, count: index === 0 ? 500 : 10 })),
  };

  it('does not delay the events of 19 other tenants by 2 seconds, also with 500 events at once', async () => {
    const history = await runDeliveries(
      {
        ...plan,
        // Later events, when the endpoint is known to hang and many of its messages wait.
        events: [...plan.events, ...tenants.map(tenantId => ({ tenantId, atMs: 5 * 60_000, count: 10 }))],
      },
      6 * 60_000,
    );
    const latencies = listLatencies(history).filter(({ endpointId }) => endpointId !== 'endpoint-0');
    expect(latencies).toHaveLength(19 * 20);
    expect(Math.max(...latencies.map(({ ms }) => ms))).toBeLessThan(2000);
  });
});

function listLatencies({ published, posts }: DeliveryHistory): { endpointId: string; ms: number }[] {
  return published.flatMap(({ eventId, at, endpointIds }) =>
    endpointIds.map(endpointId => {
      const accepted = posts.find(
        post => post.eventId === eventId && post.endpointId === endpointId && isAccepted(post.result),
      );
      return { endpointId, ms: (accepted?.at ?? Number.POSITIVE_INFINITY) - at };
    }),
  );
}

/* Each test changes one thing in a correct history, and the checker must report a violation. */
describe('the checker reports', () => {
  const plan: DeliveryPlan = {
    ...noFaults,
    endpoints: [
      { tenantId: 't1', receiver: healthy },
      { tenantId: 't1', receiver: { fault: 'fails', healthyAfterMs: hourMs } },
    ],
    events: [{ tenantId: 't1', atMs: 0, count: 3 }],
  };
  const [post, delivery] = [<T>([first]: T[]) => first as T, <T>([first]: T[]) => first as T];

  it('no violation in a correct history', async () => {
    expect(listDeliveryViolations(await runDeliveries(plan))).toEqual([]);
  });

  it.each<[string, RegExp, (history: DeliveryHistory) => Partial<DeliveryHistory>]>([
    ['a lost event', /never/, ({ posts }) => ({ posts: posts.slice(1) })],
    [
      'a late event',
      /only at/,
      ({ posts }) => ({ posts: posts.map(each => ({ ...each, at: each.at + 50 * hourMs })) }),
    ],
    ['a POST twice', /beyond one per attempt/, ({ posts }) => ({ posts: [...posts, post(posts)] })],
    ['a message that stays', /still in the queue/, () => ({ queueSizeAtEnd: 1 })],
    [
      'a POST to a removed endpoint',
      /although the endpoint was removed/,
      ({ posts }) => ({
        closed: [{ endpointId: post(posts).endpointId, from: 0, until: Number.POSITIVE_INFINITY }],
      }),
    ],
    [
      'a delivery that does not end',
      /has not ended/,
      ({ deliveries }) => ({ deliveries: [{ ...delivery(deliveries), outcome: undefined }] }),
    ],
    [
      'an accepted event that is a dead letter',
      /is a dead letter/,
      ({ deliveries }) => ({ deliveries: [{ ...delivery(deliveries), outcome: 'dead', reason: 'x' }] }),
    ],
  ])('%s', async (_, violation, change) => {
    const history = await runDeliveries(plan);
    expect(listDeliveryViolations({ ...history, ...change(history) })).toContainEqual(expect.stringMatching(violation));
  });
});
