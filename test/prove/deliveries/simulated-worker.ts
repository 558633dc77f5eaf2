import type { Dependencies } from '../../../lib/dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../../../lib/dynamodb/dynamodb-database.ts';
import { localTableNames } from '../../../tools/local/tables.ts';
import type { MemoryDatabase } from '../../support/memory-database.ts';
import { createMemoryClient } from '../../support/memory-database-client.ts';
import type { EventScheduler } from '../simulation/event-scheduler.ts';

/** Faults of one I/O step of a worker. */
export type StepFault = 'none' | 'crash before' | 'crash after' | 'lost response';

/** A process in virtual time that can crash at every step of its I/O. */
export class SimulatedWorker {
  isCrashed = false;
  /** The time of its latest read of the database. */
  readAt = 0;
  private readonly scheduler: EventScheduler;
  private readonly pickFault: () => StepFault;
  private readonly skewMs: number;

  /** @param skewMs - milliseconds by which its clock is ahead */
  constructor(scheduler: EventScheduler, pickFault: () => StepFault, skewMs = 0) {
    this.scheduler = scheduler;
    this.pickFault = pickFault;
    this.skewMs = skewMs;
  }

  /**
   * Performs a step: it takes effect after half of its time, and its result arrives after the other half.
   *
   * @param lose - creates the result that the worker gets if the response is lost
   */
  perform<T>(durationMs: number, act: () => T, lose: () => T): Promise<T> {
    const fault = this.pickFault();
    return new Promise((resolve, reject) => {
      const after = (ms: number, run: () => void) =>
        this.scheduler.schedule(this.scheduler.now + ms, () => {
          if (!this.isCrashed) run();
        });
      if (fault === 'crash before') {
        this.isCrashed = true;
        return;
      }
      after(durationMs / 2, () => {
        const result = act();
        if (fault === 'crash after') this.isCrashed = true;
        after(durationMs / 2, () => {
          try {
            resolve(fault === 'lost response' ? lose() : result);
          } catch (error) {
            reject(error);
          }
        });
      });
    });
  }

  /** Creates the dependencies of the code that runs in this worker. */
  createDependencies(database: MemoryDatabase, random: () => number, createId: () => string): Dependencies {
    const now = () => this.scheduler.now + this.skewMs;
    const client = createMemoryClient(
      ({ operation, input }) =>
        this.perform(
          4,
          () => {
            if (operation === 'BatchGetItem') this.readAt = this.scheduler.now;
            const { status, body } = database.execute(operation, input, this.scheduler.now);
            return { status, text: JSON.stringify(body) };
          },
          () => ({ status: 500, text: '{"__type":"InternalServerError"}' }),
        ),
      now,
    );
    return {
      database: createDynamoDBDatabase(client, localTableNames, now, 60_000),
      now,
      random,
      newId: createId,
      sleep: ms =>
        new Promise(resolve =>
          this.scheduler.schedule(this.scheduler.now + ms, () => {
            if (!this.isCrashed) resolve();
          }),
        ),
    };
  }
}
