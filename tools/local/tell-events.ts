import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { ChangeStream } from './change-stream.ts';
import { createLocalDependencies } from './dependencies.ts';
import { appendEvents, toEventFilePath } from './event-file.ts';
import { EventLease } from './event-lease.ts';
import { type EventSink, EventTeller } from './event-teller.ts';
import { runPeriodically } from './run-periodically.ts';

/** A sink that works only while this server tells events. */
interface HeldSink extends EventSink {
  stop(): Promise<void>;
}

export interface TellEventsOptions {
  client: DynamoDBClient;
  tables: TableNames;
  /** Of the engine. */
  url: string;
  /** Where the file of events is. */
  folder: string;
  /** Made when this server begins to tell. */
  sinks: () => HeldSink[];
  /** Shorter in tests. */
  leaseMs?: number;
}

const lookEveryMs = 200;
/** A holder that died is followed after this time. */
const usualLeaseMs = 5000;

/** Tells events, if no other server of the engine does so: then it stands by. @returns what ends it */
export function tellEvents({
  client,
  tables,
  url,
  folder,
  sinks,
  leaseMs = usualLeaseMs,
}: TellEventsOptions): () => Promise<void> {
  const lease = new EventLease(client, tables.connect, randomUUID(), leaseMs);
  const dependencies = createLocalDependencies({ client, tables });
  const stopping = new AbortController();
  const file = toEventFilePath(folder);

  const open = async (): Promise<ChangeStream> => {
    await lease.createTable();
    return ChangeStream.open(client, url, tables.connect);
  };
  let opened: ChangeStream | undefined;

  /** As long as the lease is ours. */
  const hold = async (): Promise<void> => {
    opened ??= await open();
    const stream = opened;
    const state = await lease.take(dependencies.now());
    if (!state) return;
    const held = sinks();
    const endRenewing = runPeriodically(leaseMs / 3, () => lease.renew(dependencies.now()));
    const teller = new EventTeller(state, {
      ...{ stream, lease, dependencies, sinks: held, renewMs: leaseMs / 3 },
      append: events => appendEvents(file, events),
      onCorrupt: sentence => console.error(sentence),
    });
    try {
      for (let next = await teller.step(); next !== 'lost' && !stopping.signal.aborted; next = await teller.step()) {
        if (next === 'idle') await pause(lookEveryMs);
      }
    } finally {
      await endRenewing();
      await Promise.all(held.map(sink => sink.stop()));
      stream.reset();
    }
  };

  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});

  let failures = 0;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await hold().then(
        () => {
          failures = 0;
        },
        error => {
          failures += 1;
          // The engine may be gone for a moment; said once, not every second.
          if (failures === 5) console.error(`Events cannot be told now, and will be later: ${error}`);
        },
      );
      await pause(leaseMs / 5);
    }
    await lease.release().catch(() => {});
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}
