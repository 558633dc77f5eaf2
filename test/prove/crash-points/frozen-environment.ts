import { haveCommandFixtures, type TestCommand } from '../../support/test-commands.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { TestWorld } from '../../support/test-world.ts';
import { ScenarioLog } from './scenario-log.ts';

/**
 * A sandbox is frozen when so many of its calls are sent. Its client repeats and gets its answer; more than a day later, when
 * the key is free again, it thaws: it must not do what is long done (I1).
 */
export async function runFrozenEnvironment(engine: TestEngine, command: TestCommand, callsSent: number): Promise<void> {
  const story = new ScenarioLog();
  story.log(`${command.operation}, frozen for 25 hours after ${callsSent} of its calls`);
  const frozenWorld = new TestWorld(engine);
  const otherWorld = new TestWorld(engine);
  frozenWorld.open();
  otherWorld.open();
  await frozenWorld.reset();
  await haveCommandFixtures(frozenWorld);
  const { tenantId, apiKey, clock } = frozenWorld;
  Object.assign(otherWorld, { tenantId, apiKey, clock });
  const send = { ...command.request, key: 'k' };
  const sleepLong = async () => {
    const repeat = await otherWorld.call(command.operation, send);
    story.log(`the repeat is told ${repeat.status}`);
    frozenWorld.clock += 25 * 3600_000;
  };
  let thawing: Promise<void> | undefined;
  // Calls that are signed side by side are frozen together.
  frozenWorld.loadCredentials = async () => {
    if (frozenWorld.network.calls.length >= callsSent) thawing ??= sleepLong();
    await thawing;
  };
  const late = await frozenWorld.call(command.operation, send);
  story.log(`the thawed one says ${late.status} ${late.json.code ?? ''}`);
  story.assert('I1: it sends nothing', frozenWorld.network.calls.length === callsSent, frozenWorld.network.operations);
  const effects = await command.effects(otherWorld);
  story.assert('I1: there is one effect', effects === 1, effects);
  frozenWorld.close();
  otherWorld.close();
}
