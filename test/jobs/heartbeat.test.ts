import { expect, it } from 'vitest';
import { countHeartbeats } from '../../lib/jobs/heartbeat.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { ChangeStream } from '../../tools/local/change-stream.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine({ streams: true });
const log = { quarantined() {}, failed() {}, runEnded() {} };
const context = { getRemainingTimeInMillis: () => 60_000 };

it('a heartbeat of the scheduled job comes back through the stream, once a minute', async () => {
  let clock = Date.parse('2024-01-15T09:30:00.000Z');
  const run = (input: object = {}) =>
    createScheduledChangesHandler({ ...createLocalDependencies(engine, { now: () => clock }), log })(input, context);
  const stream = await ChangeStream.open(engine.client, engine.url, engine.tables.connect);
  const count = async () => countHeartbeats((await stream.read(undefined)).map(({ record }) => record));

  await run();
  expect(await count()).toBe(1);
  clock += 5000;
  await run();
  await run({ shards: [1, 2, 3] });
  expect(await count()).toBe(1);
  clock += 55_000;
  await run({ shards: [3, 0] });
  expect(await count()).toBe(2);
  // The clock was set back by a day.
  clock -= 86_400_000;
  await run();
  expect(await count()).toBe(3);
});
