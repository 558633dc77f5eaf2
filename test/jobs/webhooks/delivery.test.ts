import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hourMs } from '../../../lib/domain/calendar.ts';
import { replayDeadLetters, replayEvent } from '../../../lib/jobs/webhooks/replay-events.ts';
import { useProcesses } from '../../support/processes.ts';
import { useEngine } from '../../support/test-engine.ts';
import { confirmSecretRotation, removeEndpoint, rotateSecret } from '../../support/webhook-endpoints.ts';
import { DeliveryWorld, deliveryStartMs, minuteMs } from './delivery-world.ts';
import { WebhookReceiver } from './webhook-receiver.ts';
import type { ReceiverControl } from './webhook-receiver-process.ts';

const engine = useEngine();
const startProcesses = useProcesses();

let world: DeliveryWorld;
let receiver: WebhookReceiver;
/** Advances the clock to a time after the start. */
const advanceTo = (ms: number) => world.advanceTo(deliveryStartMs + ms);
const setReceiverMode = (mode: ReceiverControl['mode']) => {
  receiver.mode = mode;
};

beforeAll(async () => {
  receiver = new WebhookReceiver(startProcesses);
  await receiver.startListening();
});
beforeEach(async () => {
  world = new DeliveryWorld(engine);
  world.beforePost = () => receiver.sendControl(world.clock);
  await receiver.clearReceived();
});

async function haveReceiver() {
  const { secret, endpoint } = await world.haveEndpoint(receiver.url);
  receiver.secret = secret;
  return endpoint;
}

describe('an event', () => {
  it('reaches a receiver that verifies signatures, fails, hangs, cuts connections, dies, redirects and recovers within 24 hours', async () => {
    const endpoint = await haveReceiver();
    const sent: { tenantId: string; eventId: string }[] = [];
    const publish = async () => {
      const event = world.createEvent();
      sent.push(event);
      await world.publish(event);
    };
    await publish();
    await advanceTo(hourMs / 2);
    expect((await receiver.readReceived()).taken).toHaveLength(1);
    const before = (await receiver.readReceived()).taken;

    for (const [mode, until] of [
      ['fail', 60],
      ['hang', 70],
      ['cut', 240],
      ['redirect', 480],
    ] as const) {
      setReceiverMode(mode);
      if (mode === 'hang') world.receiverTimeoutMs = 40;
      await publish();
      await advanceTo(until * minuteMs);
      world.receiverTimeoutMs = 60_000;
    }
    await receiver.kill();
    await publish();
    await advanceTo(23 * hourMs);
    await receiver.startListening();
    setReceiverMode('take');
    await advanceTo(48 * hourMs);

    const { taken, forged } = await receiver.readReceived();
    const bodies = new Map([...before, ...taken].map(({ id, body }) => [id, body]));
    for (const { tenantId, ...event } of sent) expect(bodies.get(event.eventId)).toBe(JSON.stringify(event));
    expect(forged).toBe(0);
    expect(world.failures).toEqual([]);
    expect(world.waitingCount).toBe(0);
    expect(await world.deadLetters(endpoint)).toEqual([]);
    expect(new Set(world.attempts.map(({ result }) => JSON.stringify(Object.values(result)[0])))).toEqual(
      new Set(['204', '500', '"TIMED_OUT"', '"ECONNRESET"', '302', '"ECONNREFUSED"']),
    );
  });

  it('becomes a dead letter a day after its first message, and can be replayed', async () => {
    const endpoint = await haveReceiver();
    setReceiverMode('fail');
    const [event, other] = [world.createEvent(), world.createEvent()];
    await world.publish(event, other);
    await advanceTo(24 * hourMs - 1);
    expect(await world.deadLetters(endpoint)).toEqual([]);
    await advanceTo(24 * hourMs + minuteMs);
    expect(world.waitingCount).toBe(0);
    // After a day of failures the endpoint is only probed, so one of the two has its last attempt.
    const deadLetters = await world.deadLetters(endpoint);
    expect(deadLetters.map(({ reason }) => reason).sort()).toEqual(['endpoint_failing', 'status 500']);
    const deadLetter = deadLetters.find(({ reason }) => reason === 'status 500');
    const attempts = world.attempts.filter(({ message }) => message.eventId === deadLetter?.eventId);
    expect(deadLetter).toMatchObject({
      ...{ tenantId: world.tenantId, endpointId: endpoint.endpointId, type: 'license.updated' },
      ...{ generation: 0, outcome: 'dead', reason: 'status 500' },
      endedAt: expect.stringMatching(/^2024-01-16T09:30:/),
    });
    expect(deadLetter?.attempts.map(({ at, status }) => [Date.parse(at), status])).toEqual(
      attempts.map(({ at }) => [at, 500]),
    );
    expect(deadLetter?.attempts.at(-1)).not.toHaveProperty('nextAt');

    setReceiverMode('take');
    await advanceTo(24 * hourMs + 6 * minuteMs);
    await world.publish(world.createEvent());
    await advanceTo(24 * hourMs + 7 * minuteMs);
    await receiver.clearReceived();
    expect(await replayEvent(endpoint, event.eventId, world)).toBe(true);
    expect(await replayDeadLetters(endpoint, world)).toBe(2);
    expect(await replayDeadLetters(endpoint, world)).toBe(2);
    await advanceTo(25 * hourMs);
    expect((await receiver.readReceived()).taken.map(({ id }) => id).sort()).toEqual(
      [event.eventId, other.eventId].sort(),
    );
    expect(await world.deadLetters(endpoint)).toEqual([]);
  });
});

describe('a rotated secret', () => {
  it('also signs until the overlap ends', async () => {
    const endpoint = await haveReceiver();
    const old = receiver.secret;
    const rotated = await rotateSecret(engine, endpoint, world.clock);
    if ('code' in rotated) throw new Error(rotated.code);
    await confirmSecretRotation(engine, endpoint, rotated.secretId, 24 * hourMs, world.clock);
    const verifies = async (secret: string) => {
      receiver.secret = secret;
      const { forged } = await receiver.readReceived();
      await world.publish(world.createEvent());
      await world.deliverBatch();
      return (await receiver.readReceived()).forged === forged;
    };
    expect([await verifies(old), await verifies(rotated.secret)]).toEqual([true, true]);
    world.clock = deliveryStartMs + 24 * hourMs;
    expect([await verifies(old), await verifies(rotated.secret)]).toEqual([false, true]);
  });
});

describe('a removed endpoint', () => {
  it('receives nothing more, not even pending deliveries', async () => {
    const endpoint = await haveReceiver();
    setReceiverMode('fail');
    await world.publish(world.createEvent());
    await advanceTo(minuteMs);
    const attemptCount = world.attempts.length;
    await removeEndpoint(engine, endpoint);
    setReceiverMode('take');
    await advanceTo(25 * hourMs);
    expect((await receiver.readReceived()).taken).toEqual([]);
    expect(world.attempts).toHaveLength(attemptCount);
    expect(world.waitingCount).toBe(0);
  });
});
