import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/*
 * Runs in a process of its own, bundled, on the Node that is measured: loads one bundle, lets it handle events and tells what
 * that took. What the functions log goes nowhere; the result goes to the third descriptor.
 */

/** What a worker is to do. */
export interface WorkerTask {
  file: string;
  event: APIGatewayProxyEvent;
  /** Every answer must have it; 0: any. */
  status: number;
  /** Every call gets an idempotency key of its own. */
  hasFreshKeys: boolean;
  /** Calls before the measurement begins, the first one included. */
  warmUp: number;
  /** Calls that are measured. */
  calls: number;
}

export interface WorkerResult {
  /** Import and first call, of the clock and of the processor. */
  startMs: number;
  startCpuMs: number;
  /** After the first call. */
  residentBytes: number;
  /** Of one warm call. */
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
      if (status !== 0 && statusCode !== status) throw new Error(`${file} answered ${statusCode}: ${body}`);
    }
  };
  /** In several rows at once: it is about the code becoming warm, not about time. */
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
    // Connections that are kept alive would keep the process.
    process.exit(0);
  },
  error => {
    console.error(error);
    process.exit(1);
  },
);
