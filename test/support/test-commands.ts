import { expect } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import { readExampleRequests, replaceIdsByReferences, replaceLastId } from './example-requests.ts';
import { type LoadedEndpoint, loadedEndpoints } from './operations.ts';
import type { SendOptions, TestResponse, TestWorld } from './test-world.ts';

/** A command for the tests of the protocol. Every guarantee applies to every command of the table. */
export interface TestCommand {
  operation: OperationName;
  /** A request that succeeds. */
  request: SendOptions;
  /** Another request that succeeds. */
  otherRequest: SendOptions;
  /** The request that succeeds, with references in place of IDs. Absent for a command that names no customer or subscription. */
  byReference: SendOptions | undefined;
  /** A request that is rejected with 404 because of the stored state. */
  rejected: SendOptions;
  /** A request that is rejected with 400, with a past date if the command has one. */
  pastDate: SendOptions;
  /** True for a command with a date, which is rejected once it is in the past. */
  isDated: boolean;
  /** True if each execution has an effect: it creates a resource of its own or moves a date. */
  isRepeatable: boolean;
  /** The names of the DynamoDB calls of its first read. */
  firstReads: string[];
  /** The names of the DynamoDB calls of all of its reads. */
  reads: string[];
  /** The names of the calls of the reads of a rejection. An item that is not there leads to no further read. */
  rejectedReads: string[];
  /** The number of calls of all reads but the last. */
  earlierReadCalls: number;
  /** The number of these calls. */
  readCalls: number;
  /** Counts the effects of the command in the tables. */
  effects(world: TestWorld): Promise<number>;
}

const pastDay = '2024-01-14';

/** Derives the requests of a command from its first example: the required fields, and a date where the command has one. */
function createTestCommand({ endpoint, operation }: LoadedEndpoint): TestCommand {
  const shape = endpoint.body?.shape ?? {};
  const [example] = readExampleRequests(endpoint);
  const path = example.path ?? {};
  const body = Object.fromEntries(
    Object.entries(example.body ?? {}).filter(([name]) => shape[name]?.safeParse(undefined).success === false),
  );
  const withBody = (more: object): SendOptions => ({ path, body: { ...body, ...more } });
  const specs = Object.values(operation.reads({ path, query: {}, body: example.body } as never, 'tenant', 0));
  const queriesFirst = specs.some(spec => spec && 'addons' in spec);
  const queriesLater = endpoint.access.connect?.includes('Query') === true && !queriesFirst;
  const stages = [
    ['BatchGetItem', ...(queriesFirst ? ['Query'] : [])],
    ...(operation.followUpReads ? [['BatchGetItem', ...(queriesLater ? ['Query'] : [])]] : []),
    ...(operation.finalReads ? [['BatchGetItem']] : []),
  ];
  const firstReads = stages[0] ?? [];
  const reads = stages.flat();
  const rejected = replaceLastId(withBody({}), 'unknown');
  const isRejectedByPath = JSON.stringify(rejected.path) !== JSON.stringify(path);
  const request = withBody('scheduledAt' in shape ? { scheduledAt: '2024-03-01' } : {});
  return {
    operation: endpoint.operation as OperationName,
    request,
    byReference: replaceIdsByReferences(request),
    otherRequest: withBody('scheduledAt' in shape ? { scheduledAt: '2024-04-01' } : { metadata: { other: true } }),
    rejected,
    pastDate: withBody({ scheduledAt: pastDay }),
    isDated: 'scheduledAt' in shape,
    isRepeatable: 'scheduledAt' in shape && (endpoint.success.status === 200 || Object.keys(path).length === 0),
    firstReads,
    reads,
    rejectedReads: isRejectedByPath ? firstReads : reads,
    earlierReadCalls: stages.slice(0, -1).flat().length,
    readCalls: reads.length,
    effects: world => countExecutions(world, endpoint, path),
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Counts the changes of the resource in the path, or the resources that were created in the collection of the path. */
async function countExecutions(world: TestWorld, { path: route }: Endpoint, path: object): Promise<number> {
  const kind = route.split('/')[1]?.replace(/s$/, '');
  const [id] = Object.values(path);
  const items = (await world.items()).filter(({ sk }) => sk === kind);
  const idOf = ({ pk }: ItemAttributes) => String(pk).split('#').at(-1) ?? '';
  if (id === undefined) return items.filter(item => uuid.test(idOf(item))).length;
  return Number(items.find(item => idOf(item) === id)?.version) - 1;
}

/** Every command of the table. */
export const testCommands: TestCommand[] = loadedEndpoints
  .filter(({ endpoint }) => isCommandEndpoint(endpoint))
  .map(createTestCommand);

export const datedCommands: TestCommand[] = testCommands.filter(({ isDated }) => isDated);
export const repeatableCommands: TestCommand[] = testCommands.filter(({ isRepeatable }) => isRepeatable);

function findTestCommand(operation: OperationName): TestCommand {
  const command = testCommands.find(each => each.operation === operation);
  if (!command) throw new Error(`${operation} is not a command of functions/endpoints.ts.`);
  return command;
}

export const createLicenseCommand = findTestCommand('createLicense');
export const cancelLicenseCommand = findTestCommand('cancelLicense');
export const cancelAddonCommand = findTestCommand('cancelAddon');

export const withAndWithoutIdempotencyKey = (command: TestCommand) =>
  [{ idempotencyKey: 'k' }, {}].map(keyOption => ({
    ...command,
    keyOption,
    title: `${command.operation} ${keyOption.idempotencyKey ? 'with' : 'without'} an idempotency key`,
  }));

export const commandsWithAndWithoutIdempotencyKey = testCommands.flatMap(withAndWithoutIdempotencyKey);

/** Shortens the time until the deadline to one second, for tests that retry until then. */
export const shortDeadline = { remainingMs: 3500 };

/** Creates what the commands on a license and its customer and on an add-on need, and resets the recorded calls. */
export async function haveCommandFixtures(world: TestWorld): Promise<void> {
  await Promise.all([
    world.haveCustomer(),
    world.haveOffering(),
    world.haveLicense(),
    world.haveSubscription([{}, { offeringId: 'addon-2' }]),
  ]);
  world.network.reset();
}

/** Expects the second response to have the same status, body and stored headers as the first, byte for byte (I2). */
export function expectReplay(first: TestResponse, replay: TestResponse): void {
  const { 'Idempotent-Replayed': replayed, 'X-Request-Id': requestId, ...replayedHeaders } = replay.headers;
  const { 'Idempotent-Replayed': _, 'X-Request-Id': firstRequestId, ...storedHeaders } = first.headers;
  expect({ status: replay.status, body: replay.body, ...replayedHeaders }).toEqual({
    status: first.status,
    body: first.body,
    ...storedHeaders,
  });
  expect(replayed).toBe('true');
  expect(requestId).not.toBe(firstRequestId);
}

/** Expects no effect and no record (I9). */
export async function expectNoSideEffects(world: TestWorld, command: TestCommand): Promise<void> {
  expect(await command.effects(world)).toBe(0);
  expect(await world.records()).toEqual([]);
}
