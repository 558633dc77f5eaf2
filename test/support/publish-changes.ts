import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { createStreamHandler } from '../../lib/jobs/events/stream-handler.ts';
import { ChangeStream } from '../../tools/local/change-stream.ts';
import type { TestEngine } from './test-engine.ts';

/** Publishes all changes of an engine with a stream in the feeds of their tenants. Nobody receives the events. */
export async function publishChanges(engine: TestEngine, dependencies: Dependencies): Promise<void> {
  const stream = await ChangeStream.open(engine.client, engine.url, engine.tables.connect);
  const handle = createStreamHandler({
    ...dependencies,
    bus: { putEvents: async entries => entries.map(() => undefined) },
    queue: { send: async () => {} },
    failures: { store: async (_record, cause) => Promise.reject(cause) },
    log: { batchEnded() {}, recordQuarantined() {} },
  });
  let position: Awaited<ReturnType<ChangeStream['read']>>[number]['position'] | undefined;
  for (;;) {
    const records = await stream.read(position);
    if (records.length === 0) return;
    const batch = { Records: records.map(({ record }) => record) };
    const { batchItemFailures } = await handle(batch, { getRemainingTimeInMillis: () => 30_000 });
    if (batchItemFailures.length > 0) throw new Error('Some changes were not published.');
    position = records.at(-1)?.position;
  }
}
