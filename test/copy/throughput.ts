import { setTimeout as sleep } from 'node:timers/promises';
import { importLines } from '../../lib/import/import-lines.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { suppressSdkWarnings } from '../../tools/local/dynamodb-target.ts';
import { readLocalTableNames } from '../../tools/local/tables.ts';
import { openToolEngine } from '../../tools/local/tool-engine.ts';
import { type MeasuredServer, sendTimedCommand, withMeasuredServer } from '../support/measured-server.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

/*
 * How long commands take, alone and while the name of a customer is copied onto so many licenses, by the same server and in the same
 * engine. Argument: how many. (The embedded engine refuses nothing by TransactionConflict; the tests inject those.)
 */

suppressSdkWarnings();
const count = Number(process.argv[2] ?? 10_000);
const customer = (name: string) => ({ kind: 'customer', tenantId: 'demo', customerId: 'measured', name });
const license = (n: number) => ({
  ...{ kind: 'license', tenantId: 'demo', licenseId: `measured-${n}`, customerId: 'measured', status: 'ACTIVE' },
  ...{ productOfferingId: 'demo-license-offering', activatedAt: '2024-01-01T00:00:00Z' },
});

await withMeasuredServer(async server => {
  const engine = await openToolEngine({ kind: 'local', folder: server.folder });
  const client = createEngineSdkClient(engine.url);
  const have = async (...lines: object[]) => {
    const bytes = Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
    await importLines(() => [bytes], createLocalDependencies({ client, tables: readLocalTableNames({}) }), {});
  };
  try {
    await have(customer('Before'), ...Array.from({ length: count }, (_, n) => license(n)));
    await sleep(10_000);
    console.log(`alone: ${await commandsUntil(server, times(300))}`);
    await have(customer('After'));
    const begun = performance.now();
    const shown = async () => (await nameOf(server, count - 1)) === 'After' && (await nameOf(server, 0)) === 'After';
    console.log(`while copying: ${await commandsUntil(server, shown)}`);
    const seconds = (performance.now() - begun) / 1000;
    console.log(`${count} copies in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(0)} a second`);
  } finally {
    client.destroy();
    await engine.stop();
  }
});

function times(most: number): () => Promise<boolean> {
  let done = 0;
  return async () => ++done > most;
}

async function nameOf({ baseUrl, apiKey }: MeasuredServer, n: number): Promise<string> {
  const response = await fetch(`${baseUrl}/licenses/measured-${n}`, { headers: { 'X-API-Key': apiKey } });
  const { customer } = (await response.json()) as { customer: { name: string } };
  return customer.name;
}

/** Commands on licenses that are being copied to, one after the other. */
async function commandsUntil(server: MeasuredServer, isOver: () => Promise<boolean>): Promise<string> {
  const took: number[] = [];
  while (!(await isOver())) {
    const n = (took.length * 7919) % count;
    const { ms } = await sendTimedCommand(server, `/licenses/measured-${n}/cancel`, { scheduledAt: '2199-01-01' });
    took.push(ms);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => `${(took[Math.floor(took.length * share)] ?? 0).toFixed(1)} ms`;
  return `${took.length} commands, half within ${at(0.5)}, 99 in 100 within ${at(0.99)}`;
}
