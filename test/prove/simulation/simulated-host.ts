import { createRetryQuota, lambdaRetryTokens } from '../../../lib/dynamodb/retry-quota.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { createRandom } from '../../support/random.ts';
import { EventScheduler } from './event-scheduler.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import { type SimulatedProcess, takeNextFault } from './request-attempt.ts';
import { noSimulatedFault, type SimulatedFault } from './simulated-fault.ts';
import type { SimulationDependencies } from './simulated-functions.ts';
import { SimulatedNetwork } from './simulated-network.ts';

const never = Number.POSITIVE_INFINITY;

/** Virtual time, a database in memory, and processes whose calls to it fail as planned. */
export class SimulatedHost {
  readonly scheduler: EventScheduler;
  readonly database = new MemoryDatabase();
  readonly trace: string[] = [];
  /** The number of faults so far. */
  faults = 0;
  private readonly network: SimulatedNetwork;
  private readonly random: () => number;
  private readonly startedAt: number;
  private ids = 0;

  constructor(startMs: number, seed: number) {
    this.startedAt = startMs;
    this.scheduler = new EventScheduler(startMs);
    this.random = createRandom(seed);
    this.network = new SimulatedNetwork(this.scheduler, this.database, ({ id }, event) => this.log(`${id} ${event}`));
  }

  createProcess(id: string, skewMs: number, faults: SimulatedFault[]): SimulatedProcess {
    return {
      ...{ id, skewMs, faults: [...faults], fault: noSimulatedFault, actions: [], requestId: undefined },
      ...{
        environment: new ExecutionEnvironment(this.scheduler, skewMs),
        retryQuota: createRetryQuota(Math.floor(this.random() * (lambdaRetryTokens + 1))),
        startedAt: this.scheduler.now,
        endedAt: never,
      },
    };
  }

  createDependencies(process: SimulatedProcess): SimulationDependencies {
    const { environment, actions } = process;
    return {
      process,
      newId: () => {
        this.ids += 1;
        const id = `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
        process.requestId ??= id;
        return id;
      },
      random: this.random,
      sleep: ms => {
        actions.push({ kind: 'sleep' });
        return new Promise(resolve => {
          environment.schedule(Math.ceil(ms), resolve);
        });
      },
      beforeSigning: async () => {
        const { kind } = takeNextFault(process);
        if (kind !== 'none') this.faults += 1;
        if (kind !== 'freeze before signing') return;
        this.network.freeze(process);
        await new Promise<void>(resolve => {
          environment.schedule(0, resolve);
        });
      },
      send: call => this.network.send(process, call),
    };
  }

  advance(ms: number): Promise<void> {
    return this.scheduler.advanceTo(this.scheduler.now + ms);
  }

  log(event: string): void {
    this.trace.push(`${((this.scheduler.now - this.startedAt) / 1000).toFixed(3).padStart(10)}  ${event}`);
  }
}
