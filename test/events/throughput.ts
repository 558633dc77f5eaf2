import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventFileIn } from '../../infra/local/event-file.ts';
import { EventFollower } from '../../infra/local/follow-events.ts';
import { silenceSdk } from '../../infra/local/target.ts';
import { type MeasuredServer, repeat, timed, withMeasuredServer } from '../support/measured-server.ts';

/*
 * How many commands a second a server of this machine carries out while it tells their events, and whether that stays so as its
 * stream grows. Arguments: how many commands in all, and after how many each line.
 */

silenceSdk();
const [count = 50_000, each = 10_000] = process.argv.slice(2).map(Number);
const body = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };

await withMeasuredServer(async server => {
  const follower = new EventFollower(eventFileIn(server.folder), { type: 'license.created' });
  let told = 0;
  const tellAll = async (wanted: number) => {
    for (;;) {
      for await (const _ of follower.added()) told += 1;
      if (told >= wanted) return;
      await sleep(20);
    }
  };
  while (!(await follower.exists())) await sleep(20);
  await sleep(1000);
  await tellAll(0);
  const before = told;
  for (let done = 0; done < count; done += each) {
    const begun = performance.now();
    await repeat(each, 8, async () => {
      await timed(server, '/licenses', body);
    });
    const seconds = (performance.now() - begun) / 1000;
    await tellAll(before + done + each);
    const behind = performance.now() - begun - seconds * 1000;
    console.log(line(server, done + each, each / seconds, behind));
  }
});

function line({ folder }: MeasuredServer, changes: number, perSecond: number, behindMs: number): string {
  return [
    `after ${changes} changes: ${perSecond.toFixed(0)} commands a second`,
    `the last event ${behindMs.toFixed(0)} ms behind the last command`,
    `events.ndjson ${(statSync(eventFileIn(folder)).size / 1e6).toFixed(0)} MB`,
  ].join(', ');
}
