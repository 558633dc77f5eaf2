import { type Command, haveAll } from '../support/commands.ts';
import type { TestEngine } from '../support/engine.ts';
import { World } from '../support/world.ts';
import { Story } from './crash-points-story.ts';

/**
 * A sandbox is frozen when so many of its calls are sent. Its client repeats and gets its answer; more than a day later, when
 * the key is free again, it thaws: it must not do what is long done (I1).
 */
export async function freeze(engine: TestEngine, command: Command, callsSent: number): Promise<void> {
  const story = new Story();
  story.tell(`${command.operation}, frozen for 25 hours after ${callsSent} of its calls`);
  const frozen = new World(engine);
  const another = new World(engine);
  frozen.open();
  another.open();
  await frozen.settle();
  await haveAll(frozen);
  const { tenantId, apiKey, clock } = frozen;
  Object.assign(another, { tenantId, apiKey, clock });
  const send = { ...command.request, key: 'k' };
  const sleepLong = async () => {
    const repeat = await another.call(command.operation, send);
    story.tell(`the repeat is told ${repeat.status}`);
    frozen.clock += 25 * 3600_000;
  };
  let thaw: Promise<void> | undefined;
  // Calls that are signed side by side are frozen together.
  frozen.credentials = async () => {
    if (frozen.network.calls.length >= callsSent) thaw ??= sleepLong();
    await thaw;
  };
  const late = await frozen.call(command.operation, send);
  story.tell(`the thawed one says ${late.status} ${late.json.code ?? ''}`);
  story.hold('I1: it sends nothing', frozen.network.calls.length === callsSent, frozen.network.operations);
  const effects = await command.effects(another);
  story.hold('I1: there is one effect', effects === 1, effects);
  frozen.close();
  another.close();
}
