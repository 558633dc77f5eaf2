import type { FaultyNetwork, NetworkFault } from '../support/faulty-network.ts';
import { readResponseText } from '../support/faulty-network.ts';

/** The calls of imports and jobs. */
export const databaseOperations = ['Query', 'BatchGetItem', 'UpdateItem', 'TransactWriteItems'];

/**
 * Lets a process die at one of its calls: it never continues. Calls that it sent before are executed.
 *
 * @param network - of this process alone: it must stay cut off, because other parts of the process may still be at work
 * @param executed - whether the call at which it dies is executed too
 */
export async function crashAtCall(
  network: FaultyNetwork,
  process: () => Promise<unknown>,
  point: number,
  executed: boolean,
): Promise<void> {
  const pendingCalls: Promise<unknown>[] = [];
  let sent = 0;
  const crashed = new Promise<void>(crash => {
    const fault: NetworkFault = async (_call, send) => {
      const index = sent++;
      if (index < point || (index === point && executed)) {
        const response = send();
        pendingCalls.push(response);
        if (index < point) return response;
        pendingCalls.push(response.then(readResponseText));
      }
      if (index === point) crash();
      return new Promise(() => {});
    };
    for (const operation of databaseOperations) network.failAlways(operation, fault);
  });
  // A process with fewer calls ends as usual.
  await Promise.race([crashed, process()]);
  await Promise.all(pendingCalls);
}
