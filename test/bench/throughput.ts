import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoData, readDemoFile } from '../../tools/local/demo-file.ts';

const callerCounts = [1, 16, 64];

/** Throughput of the local server with concurrent callers. Each sends its next create request when the last one is answered. */
export interface ThroughputResult {
  callers: number;
  perSecond: number;
  medianMs: number;
  p99Ms: number;
}

/** @param seconds - duration for each number of callers */
export async function measureThroughput(seconds: number): Promise<ThroughputResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'connect-bench-'));
  const server = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../../tools/local/main.ts')], {
    env: { PATH: process.env.PATH, PORT: '0', CONNECT_LOCAL_FOLDER: folder },
    stdio: 'ignore',
  });
  try {
    const demo = await waitForDemo(folder);
    await measureCallers(demo, 8, 2);
    const results: ThroughputResult[] = [];
    for (const callers of callerCounts) results.push(await measureCallers(demo, callers, seconds));
    return results;
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'close');
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits for the file that the server writes just before it responds. */
async function waitForDemo(folder: string): Promise<DemoData> {
  for (;;) {
    const demo = readDemoFile(folder);
    if (demo && (await fetch(demo.baseUrl).catch(() => undefined))) return demo;
    await sleep(50);
  }
}

async function measureCallers(demo: DemoData, callers: number, seconds: number): Promise<ThroughputResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const durationsMs: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const caller = async () => {
    while (performance.now() < end) {
      const sentAt = performance.now();
      await sendCreate(demo, agent);
      durationsMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const perSecond = durationsMs.length / ((performance.now() - start) / 1000);
  agent.destroy();
  durationsMs.sort((a, b) => a - b);
  const at = (part: number) => durationsMs[Math.floor(durationsMs.length * part)] ?? Number.NaN;
  return { callers, perSecond, medianMs: at(0.5), p99Ms: at(0.99) };
}

let sentCount = 0;

function sendCreate({ baseUrl, apiKey, customerId, licenseOfferingId }: DemoData, agent: Agent): Promise<void> {
  const headers = {
    'X-API-Key': apiKey,
    'X-Idempotency-Key': `bench-${process.pid}-${sentCount++}`,
    'Content-Type': 'application/json',
  };
  return new Promise((resolve, reject) => {
    const call = request(`${baseUrl}/licenses`, { method: 'POST', agent, headers }, response => {
      response.resume().once('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`The local server responded with status ${response.statusCode}.`));
      });
    });
    call.once('error', reject);
    call.end(JSON.stringify({ productOfferingId: licenseOfferingId, customerId }));
  });
}
