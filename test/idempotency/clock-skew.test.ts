import { describe, expect, it } from 'vitest';
import { ClockSkewError } from '../../lib/dynamodb/clock-skew.ts';
import { createHttpResponse, loseCall, type NetworkFault, refuseCall } from '../support/faulty-network.ts';
import {
  cancelLicenseCommand,
  expectNoSideEffects,
  haveCommandFixtures,
  withAndWithoutIdempotencyKey,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** Refusal of a signature whose time differs from DynamoDB's by more than five minutes. */
const refuseSignature = (message: string) => refuseCall('InvalidSignatureException', { message });
// The clock of the test is set to 2024-01-15T09:30:00Z.
const behind = refuseSignature(
  'Signature expired: 20240115T093000Z is now earlier than 20240115T102500Z (20240115T103000Z - 5 min.)',
);
const ahead = refuseSignature(
  'Signature not yet current: 20240115T093000Z is still later than 20240115T082500Z (20240115T082000Z + 5 min.)',
);
const cause = () => {
  const { cause } = world.lastReport;
  if (!(cause instanceof ClockSkewError)) throw new Error(`The cause is ${String(cause)}.`);
  return cause;
};
const read = () => world.call('getLicense', { path: { licenseId: 'license' } });

describe.each(withAndWithoutIdempotencyKey(cancelLicenseCommand))('$title', command => {
  const { operation, request, keyOption } = command;
  const send = { ...request, ...keyOption };

  it.each([
    ['its clock is behind', behind, -3600_000],
    ['its clock is ahead', ahead, 4200_000],
    ['the refusal contains no time', refuseSignature('Signature expired.'), undefined],
    ['the refusal has another name', refuseCall('RequestTimeTooSkewed'), undefined],
  ] as [string, NetworkFault, number | undefined][])(
    'reports the skew, and has no side effects, when %s',
    async (_description, fault, skewMs) => {
      for (const name of ['BatchGetItem', 'TransactWriteItems']) {
        await world.reset();
        await haveCommandFixtures(world);
        world.network.failAlways(name, fault);
        const response = await world.call(operation, send);
        expect([response.status, response.json.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
        expect(cause()).toMatchObject({ skewMs, isClockWrong: true });
        expect(world.network.operations.filter(sent => sent === name)).toHaveLength(1);
        world.network.heal();
        await expectNoSideEffects(world, command);
      }
    },
  );

  it('returns outcome_unknown when the clock is refused after a commit of unknown outcome', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseCall, behind);
    expect((await world.call(operation, send)).json.code).toBe('outcome_unknown');
    // The delay before the second commit reduces the skew.
    expect(cause().skewMs).toBe(-3600_000 + 100);
  });
});

it('the cause contains the direction and the seconds of the skew', async () => {
  await haveCommandFixtures(world);
  world.network.failNextOf('BatchGetItem', behind, ahead);
  await read();
  expect(cause().message).toContain('the clock of this process is 3600 s behind');
  await read();
  expect(cause().message).toContain('the clock of this process is 4200 s ahead');
});

it('a freeze between signing and sending is not reported as a wrong clock', async () => {
  await haveCommandFixtures(world);
  world.network.failNextOf('BatchGetItem', (call, send) => {
    world.clock = Date.parse('2024-01-15T10:29:59Z');
    return behind(call, send);
  });
  await read();
  expect(cause().isClockWrong).toBe(false);
});

it('a wrong secret causes a 500 and is not reported as a wrong clock', async () => {
  await haveCommandFixtures(world);
  world.network.failAlways('BatchGetItem', refuseSignature('The request signature we calculated does not match.'));
  expect((await read()).status).toBe(500);
});

it("the clock is never corrected: each signature has the time of this process, whatever DynamoDB's responses contain", async () => {
  await haveCommandFixtures(world);
  const inAnHour = new Date(Date.now() + 3600_000).toUTCString();
  const withDate =
    (fault: NetworkFault): NetworkFault =>
    async (call, send) => {
      const { statusCode, headers, body } = await fault(call, send);
      return { ...createHttpResponse(statusCode, ''), headers: { ...headers, date: inAnHour }, body };
    };
  world.network.failNextOf(
    'BatchGetItem',
    withDate(behind),
    withDate((_call, send) => send()),
  );
  await read();
  await read();
  expect((await read()).status).toBe(200);
  for (const { signedAt } of world.network.calls) {
    const iso = signedAt.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z');
    expect(Math.abs(Date.now() - Date.parse(iso))).toBeLessThan(60_000);
  }
});
