import type { OperationName } from '../../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import { readExampleRequests } from '../../support/example-requests.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { endpointsByName } from '../../support/operations.ts';
import { cancelAddonCommand, cancelLicenseCommand, createLicenseCommand } from '../../support/test-commands.ts';
import type { SendOptions } from '../../support/test-world.ts';
import type { InjectedFailure } from './call-failures.ts';
import { type CallPoint, resetWithFixtures } from './crash-case.ts';
import { classifyResponse, ScenarioLog } from './scenario-log.ts';

/** Operations that only read. */
export const readOperations = (Object.entries(endpointsByName) as [OperationName, Endpoint][])
  .filter(([, endpoint]) => !isCommandEndpoint(endpoint))
  .map(([operation]) => operation);

/** Builds the request of the first example, to a resource that `haveExampleFixtures` creates. */
export const buildReadOptions = (operation: OperationName): SendOptions =>
  readExampleRequests(endpointsByName[operation])[0];

/**
 * Runs a read in which a call fails. It must return the state before or after a concurrent change, or report that nothing could
 * be read (I5, I6, I12).
 */
export async function runFailedRead(
  world: ItemTrackingWorld,
  operation: OperationName,
  point: CallPoint,
  failure: InjectedFailure,
): Promise<void> {
  const scenarioLog = new ScenarioLog();
  scenarioLog.log(`${operation}; ${point.operation} ${point.nth + 1}: ${failure.name}`);
  await resetWithFixtures(world);
  const send = buildReadOptions(operation);
  const possibleBodies = [(await world.call(operation, send)).body];
  let resolveCrash = () => {};
  const crashed = new Promise<undefined>(resolve => {
    resolveCrash = () => resolve(undefined);
  });
  const fault = failure.fault({
    crash: () => {
      resolveCrash();
      return new Promise(() => {});
    },
    delay: () => new Promise(() => {}),
    advanceClock: ms => {
      world.clock += ms;
    },
    runConcurrently: async () => {
      for (const command of [createLicenseCommand, cancelLicenseCommand, cancelAddonCommand]) {
        await world.call(command.operation, command.otherRequest);
        possibleBodies.push((await world.call(operation, send)).body);
      }
    },
  });
  world.network.failNextOf(
    point.operation,
    ...Array(point.nth).fill((_: unknown, pass: () => unknown) => pass()),
    fault,
  );
  if (failure.isPersistent) world.network.failAlways(point.operation, fault);
  const commits = world.dataCommits.length;
  const response = await Promise.race([world.call(operation, { ...send, remainingMs: 3500 }), crashed]);
  const commitCount = possibleBodies.length === 1 ? world.dataCommits.length - commits : 0;
  world.network.heal();
  scenarioLog.assert('I12: a read writes nothing but an audit item', commitCount === 0);
  const endpoint: Endpoint = endpointsByName[operation];
  if (endpoint.isSensitive && response?.status === 200) {
    const requestIds = (await world.items('audit')).map(({ requestId }) => requestId);
    const isRecorded = requestIds.includes(response.headers['X-Request-Id']);
    scenarioLog.assert('I16: a sensitive response has its audit item', isRecorded);
  }
  if (response) {
    scenarioLog.log(`response: ${response.status} ${response.json.code ?? ''}`);
    // A list queries an index and then reads the items, so a concurrent change can become visible in between.
    const isList = 'limit' in endpointsByName[operation].query.shape;
    const isCurrent = response.status === 200 && (isList || possibleBodies.includes(response.body));
    scenarioLog.assert(
      'I5 I6: a read returns the stored state, or an error that says it could not',
      isCurrent || classifyResponse(response) === 'nothing done',
    );
  }
  const nextResponse = await world.call(operation, send);
  scenarioLog.assert('I7: the next read succeeds', nextResponse.status === 200, nextResponse.json);
}
