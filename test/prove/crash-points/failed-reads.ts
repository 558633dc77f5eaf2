import { type Endpoint, isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { cancelAddonCommand, cancelLicenseCommand, createLicenseCommand } from '../../support/test-commands.ts';
import { type ApiOperation, endpointsByName, type SendOptions } from '../../support/test-world.ts';
import type { InjectedFailure } from './call-failures.ts';
import { type CallPoint, resetWithFixtures } from './crash-case.ts';
import { classifyResponse, ScenarioLog } from './scenario-log.ts';

/** The operations that only read. */
export const readOperations = (Object.entries(endpointsByName) as [ApiOperation, Endpoint][])
  .filter(([, endpoint]) => !isCommandEndpoint(endpoint))
  .map(([operation]) => operation);

const fixturePath = { licenseId: 'license', subscriptionId: 'subscription', productOfferingId: 'offering' };

/** What is in the world of {@link haveCommandFixtures}, by the path parameters of the endpoint. */
export const buildReadOptions = (operation: ApiOperation): SendOptions => {
  const endpoint: Endpoint = endpointsByName[operation];
  const names = Object.keys(endpoint.pathParameters.shape);
  return { path: Object.fromEntries(Object.entries(fixturePath).filter(([name]) => names.includes(name))) };
};

/** A read at which a call fails tells what is there, before or after what happened beside it, or that it cannot (I5, I6, I12). */
export async function runFailedRead(
  world: ItemTrackingWorld,
  operation: ApiOperation,
  point: CallPoint,
  failure: InjectedFailure,
): Promise<void> {
  const story = new ScenarioLog();
  story.log(`${operation}; ${point.operation} number ${point.nth + 1}: ${failure.name}`);
  await resetWithFixtures(world);
  const send = buildReadOptions(operation);
  const possible = [(await world.call(operation, send)).body];
  let isDead = () => {};
  const death = new Promise<undefined>(resolve => {
    isDead = () => resolve(undefined);
  });
  const fault = failure.fault({
    crash: () => {
      isDead();
      return new Promise(() => {});
    },
    delay: () => new Promise(() => {}),
    advanceClock: ms => {
      world.clock += ms;
    },
    runConcurrently: async () => {
      for (const command of [createLicenseCommand, cancelLicenseCommand, cancelAddonCommand]) {
        await world.call(command.operation, command.other);
        possible.push((await world.call(operation, send)).body);
      }
    },
  });
  world.network.failNextOf(
    point.operation,
    ...Array(point.nth).fill((_: unknown, pass: () => unknown) => pass()),
    fault,
  );
  if (failure.isPersistent) world.network.failAlways(point.operation, fault);
  const commits = world.network.commits.length;
  const answer = await Promise.race([world.call(operation, { ...send, remainingMs: 3500 }), death]);
  const written = possible.length === 1 ? world.network.commits.length - commits : 0;
  world.network.heal();
  story.assert('I12: a read writes nothing', written === 0);
  if (answer) {
    story.log(`told ${answer.status} ${answer.json.code ?? ''}`);
    // Between the index that a list begins with and its items, others may be at work.
    const isList = 'limit' in endpointsByName[operation].query.shape;
    const isTrue = answer.status === 200 && (isList || possible.includes(answer.body));
    story.assert(
      'I5 I6: a read tells what is there, or that it cannot',
      isTrue || classifyResponse(answer) === 'nothing done',
    );
  }
  const nextResponse = await world.call(operation, send);
  story.assert('I7: the next one tells', nextResponse.status === 200, nextResponse.json);
}
