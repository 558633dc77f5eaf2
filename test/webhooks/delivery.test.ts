import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replay } from '../../lib/webhooks/replay.ts';
import { removeEndpoint, rotateSecret } from '../../lib/webhooks/webhook-administration.ts';
import { useEngine } from '../support/engine.ts';
import { useProcesses } from '../support/processes.ts';
import { DeliveryWorld, hour, minute, start } from './delivery-world.ts';
import { Receiver } from './receiver.ts';
import type { Control } from './receiver-process.ts';

const engine = useEngine();
const process = useProcesses();

let world: DeliveryWorld;
let receiver: Receiver;
/** Lets time pass, counted from the start. */
const passTo = (ms: number) => world.passTo(start + ms);
const become = (mode: Control['mode']) => {
  receiver.mode = mode;
};

beforeAll(async () => {
  receiver = new Receiver(process);
  await receiver.run();
});
beforeEach(async () => {
  world = new DeliveryWorld(engine);
  world.beforePost = () => receiver.tell(world.clock);
  await receiver.forget();
});

async function haveReceiver() {
  const { secret, endpoint } = await world.haveEndpoint(receiver.url);
  receiver.secret = secret;
  return endpoint;
}

describe('every event arrives at a receiver in a process of its own', () => {
  it('that verifies signatures, fails, hangs, cuts, dies, redirects and recovers, within the day for it', async () => {
    const endpoint = await haveReceiver();
    const sent: { tenantId: string; eventId: string }[] = [];
    const publish = () => {
      const event = world.anEvent();
      sent.push(event);
      world.publish(event);
    };
    publish();
    await passTo(hour / 2);
    expect((await receiver.got()).taken).toHaveLength(1);
    const before = (await receiver.got()).taken;

    for (const [mode, until] of [
      ['fail', 60],
      ['hang', 70],
      ['cut', 240],
      ['redirect', 480],
    ] as const) {
      become(mode);
      if (mode === 'hang') world.patienceMs = 40;
      publish();
      await passTo(until * minute);
      world.patienceMs = 60_000;
    }
    await receiver.die();
    publish();
    await passTo(23 * hour);
    await receiver.run();
    become('take');
    await passTo(48 * hour);

    const { taken, forged } = await receiver.got();
    const bodies = new Map([...before, ...taken].map(({ id, body }) => [id, body]));
    for (const { tenantId, ...event } of sent) expect(bodies.get(event.eventId)).toBe(JSON.stringify(event));
    expect(forged).toBe(0);
    expect(world.failures).toEqual([]);
    expect(world.waiting).toBe(0);
    expect(await world.deadLetters(endpoint)).toEqual([]);
    expect(new Set(world.attempts.map(({ answer }) => JSON.stringify(Object.values(answer)[0])))).toEqual(
      new Set(['204', '500', '"TIMED_OUT"', '"ECONNRESET"', '302', '"ECONNREFUSED"']),
    );
  });

  it('or is given up a day after its first attempt, kept, and sent again when that is wanted', async () => {
    const endpoint = await haveReceiver();
    become('fail');
    const [event, other] = [world.anEvent(), world.anEvent()];
    world.publish(event);
    world.publish(other);
    await passTo(24 * hour - 1);
    expect(await world.deadLetters(endpoint)).toEqual([]);
    await passTo(24 * hour + minute);
    expect(world.waiting).toBe(0);
    const { tenantId, ...told } = event;
    expect(await world.deadLetters(endpoint)).toContainEqual({
      tenantId,
      endpointId: endpoint.endpointId,
      eventId: event.eventId,
      type: 'license.updated',
      payload: JSON.stringify(told),
      attempts: world.attempts.filter(({ delivery }) => delivery.eventId === event.eventId).length,
      reason: 'status 500',
      diedAt: expect.stringMatching(/^2024-01-16T09:30:/),
      expiresAt: expect.closeTo((start + 31 * 24 * hour) / 1000, -3),
    });

    become('take');
    const again = (eventId?: string) => replay(engine, world.queue, endpoint, eventId, world.clock);
    expect(await again(event.eventId)).toBe(1);
    expect(await again(event.eventId)).toBe(0);
    expect(await again()).toBe(1);
    await passTo(25 * hour);
    expect((await receiver.got()).taken.map(({ id }) => id).sort()).toEqual([event.eventId, other.eventId].sort());
    expect(await world.deadLetters(endpoint)).toEqual([]);
  });
});

describe('a secret that is rotated', () => {
  it('signs beside the new one while they overlap, and then no more', async () => {
    const endpoint = await haveReceiver();
    const old = receiver.secret;
    const rotated = await rotateSecret(engine, endpoint, 24 * hour, world.clock);
    if ('problem' in rotated) throw new Error(rotated.problem);
    const verifies = async (secret: string) => {
      receiver.secret = secret;
      const { forged } = await receiver.got();
      world.publish(world.anEvent());
      await world.handOver();
      await world.handOver();
      return (await receiver.got()).forged === forged;
    };
    expect([await verifies(old), await verifies(rotated.secret)]).toEqual([true, true]);
    world.clock = start + 24 * hour;
    expect([await verifies(old), await verifies(rotated.secret)]).toEqual([false, true]);
  });
});

describe('an endpoint that is removed', () => {
  it('is sent nothing more, not even what was on its way', async () => {
    const endpoint = await haveReceiver();
    become('fail');
    world.publish(world.anEvent());
    await passTo(minute);
    const made = world.attempts.length;
    await removeEndpoint(engine, endpoint);
    become('take');
    await passTo(25 * hour);
    expect((await receiver.got()).taken).toEqual([]);
    expect(world.attempts).toHaveLength(made);
    expect(world.waiting).toBe(0);
  });
});
