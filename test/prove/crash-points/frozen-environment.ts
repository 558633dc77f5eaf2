import { haveExampleFixtures } from '../../support/example-requests.ts';
import type { TestCommand } from '../../support/test-commands.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { TestWorld } from '../../support/test-world.ts';
import { ScenarioLog } from './scenario-log.ts';

/**
 * Freezes an execution environment after a number of its calls. The client retries and gets a response. More than a day later,
 * when the idempotency key is free again, the environment resumes: it must not execute the request a second time (I1).
 */
export async function runFrozenEnvironment(engine: TestEngine, command: TestCommand, callsSent: number): Promise<void> {
  const scenarioLog = new ScenarioLog();
  scenarioLog.log(`${command.operation}, frozen for 25 hours after ${callsSent} of its calls`);
  const frozenWorld = new TestWorld(engine);
  const otherWorld = new TestWorld(engine);
  frozenWorld.open();
  otherWorld.open();
  await frozenWorld.reset();
  await haveExampleFixtures(frozenWorld);
  const { tenantId, apiKey, clock } = frozenWorld;
  Object.assign(otherWorld, { tenantId, apiKey, clock });
  const send = { ...command.request, idempotencyKey: 'k' };
  const retryAndWait = async () => {
    const retry = await otherWorld.call(command.operation, send);
    scenarioLog.log(`response to the retry: ${retry.status}`);
    frozenWorld.clock += 25 * 3600_000;
  };
  let resumed: Promise<void> | undefined;
  // Calls that are signed concurrently are frozen together.
  frozenWorld.loadCredentials = async () => {
    if (frozenWorld.network.calls.length >= callsSent) resumed ??= retryAndWait();
    await resumed;
  };
  const lateResponse = await frozenWorld.call(command.operation, send);
  scenarioLog.log(`response of the resumed environment: ${lateResponse.status} ${lateResponse.json.code ?? ''}`);
  scenarioLog.assert(
    'I1: the resumed environment sends nothing',
    frozenWorld.network.calls.length === callsSent,
    frozenWorld.network.operations,
  );
  const effects = await command.effects(otherWorld);
  scenarioLog.assert('I1: there is one effect', effects === 1, effects);
  frozenWorld.close();
  otherWorld.close();
}
