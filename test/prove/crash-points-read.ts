import { type Endpoint, isCommand } from '../../lib/schemas/endpoint.ts';
import { cancelAddon, cancelLicense, createLicense } from '../support/commands.ts';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { endpointsByName, type OperationName, type Send } from '../support/world.ts';
import { type Point, settleWithAll } from './crash-points-about.ts';
import type { Failure } from './crash-points-failures.ts';
import { Story, saidBy } from './crash-points-story.ts';

/** The operations that only read. */
export const reads = (Object.entries(endpointsByName) as [OperationName, Endpoint][])
  .filter(([, endpoint]) => !isCommand(endpoint))
  .map(([operation]) => operation);

const path = { licenseId: 'license', subscriptionId: 'subscription', productOfferingId: 'offering' };

/** What is in the world of {@link haveAll}, by the path parameters of the endpoint. */
export const sendOf = (operation: OperationName): Send => {
  const endpoint: Endpoint = endpointsByName[operation];
  const names = Object.keys(endpoint.pathParameters.shape);
  return { path: Object.fromEntries(Object.entries(path).filter(([name]) => names.includes(name))) };
};

/** A read at which a call fails tells what is there, before or after what happened beside it, or that it cannot (I5, I6, I12). */
export async function failRead(
  world: LedgerWorld,
  operation: OperationName,
  point: Point,
  failure: Failure,
): Promise<void> {
  const story = new Story();
  story.tell(`${operation}; ${point.operation} number ${point.nth + 1}: ${failure.name}`);
  await settleWithAll(world);
  const send = sendOf(operation);
  const possible = [(await world.call(operation, send)).body];
  let isDead = () => {};
  const death = new Promise<undefined>(resolve => {
    isDead = () => resolve(undefined);
  });
  const fault = failure.fault({
    die: () => {
      isDead();
      return new Promise(() => {});
    },
    park: () => new Promise(() => {}),
    wait: ms => {
      world.clock += ms;
    },
    meanwhile: async () => {
      for (const command of [createLicense, cancelLicense, cancelAddon]) {
        await world.call(command.operation, command.other);
        possible.push((await world.call(operation, send)).body);
      }
    },
  });
  world.network.nextOf(point.operation, ...Array(point.nth).fill((_: unknown, pass: () => unknown) => pass()), fault);
  if (failure.lasts) world.network.always(point.operation, fault);
  const commits = world.network.commits.length;
  const answer = await Promise.race([world.call(operation, { ...send, remainingMs: 3500 }), death]);
  const written = possible.length === 1 ? world.network.commits.length - commits : 0;
  world.network.heal();
  story.hold('I12: a read writes nothing', written === 0);
  if (answer) {
    story.tell(`told ${answer.status} ${answer.json.code ?? ''}`);
    // Between the index that a list begins with and its items, others may be at work.
    const isList = 'limit' in endpointsByName[operation].query.shape;
    const isTrue = answer.status === 200 && (isList || possible.includes(answer.body));
    story.hold('I5 I6: a read tells what is there, or that it cannot', isTrue || saidBy(answer) === 'nothing done');
  }
  const again = await world.call(operation, send);
  story.hold('I7: the next one tells', again.status === 200, again.json);
}
