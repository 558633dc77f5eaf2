import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/*
 * Runs in a separate process, bundled, on the version of Node that is measured. It loads one bundle, lets it handle events, and
 * measures that. The functions' logs are discarded; the result is written to file descriptor 3.
 */

/** Task of a worker. */
export interface WorkerTask {
  file: string;
  event: APIGatewayProxyEvent;
  /** Status that every response must have; 0: any. */
  status: number;
  /** True if every call gets a new idempotency key. */
  hasFreshKeys: boolean;
  /** Number of calls before the measurement begins, including the first one. */
  warmUp: number;
  /** Number of calls that are measured. */
  calls: number;
}

export interface WorkerResult {
  /** Wall-clock and CPU time of the import and the first call. */
  startMs: number;
  startCpuMs: number;
  /** Memory after the first call. */
  residentBytes: number;
  /** Times of one warm call. */
  callMs: number;
  callCpuMs: number;
}

const warmUpLanes = 8;

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

const context = {
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 15_000,
} as Context;

const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

async function runTask({ file, event, status, hasFreshKeys: fresh, warmUp, calls }: WorkerTask): Promise<WorkerResult> {
  let count = 0;
  const next = (): APIGatewayProxyEvent => {
    const copy: APIGatewayProxyEvent = structuredClone(event);
    if (fresh) copy.multiValueHeaders['X-Idempotency-Key'] = [`${process.pid}-${count++}`];
    return copy;
  };
  const events = Array.from({ length: warmUp + calls }, next);
  const run = async (handler: Handler, some: APIGatewayProxyEvent[]) => {
    for (const each of some) {
      const { statusCode, body } = await handler(each, context);
      if (status !== 0 && statusCode !== status) throw new Error(`${file} responded with ${statusCode}: ${body}`);
    }
  };
  /** Runs several lanes concurrently, because the warm-up is not measured. */
  const runWarmUp = (handler: Handler, some: APIGatewayProxyEvent[]) =>
    Promise.all(
      Array.from({ length: warmUpLanes }, (_, row) =>
        run(
          handler,
          some.filter((_, index) => index % warmUpLanes === row),
        ),
      ),
    );
  const start = performance.now();
  const cpuAtStart = process.cpuUsage();
  const { handler }: { handler: Handler } = createRequire(__filename)(file);
  await run(handler, events.slice(0, 1));
  const startMs = performance.now() - start;
  const startCpuMs = cpuMs(cpuAtStart);
  const residentBytes = process.memoryUsage().rss;

  await runWarmUp(handler, events.slice(1, warmUp));
  const warm = performance.now();
  const cpuWarm = process.cpuUsage();
  await run(handler, events.slice(warmUp));
  const of = Math.max(1, calls);
  return {
    startMs,
    startCpuMs,
    residentBytes,
    callMs: (performance.now() - warm) / of,
    callCpuMs: cpuMs(cpuWarm) / of,
  };
}

runTask(JSON.parse(process.argv[2] ?? '')).then(
  measured => {
    writeSync(3, JSON.stringify(measured));
    // Kept-alive connections would keep the process running.
    process.exit(0);
  },
  error => {
    console.error(error);
    process.exit(1);
  },
);
