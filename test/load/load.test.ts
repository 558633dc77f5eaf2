import { describe, expect, it } from 'vitest';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { costDocument } from '../cost/cost-document.ts';
import { readOperationUnits } from '../cost/measured-units.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { splitMarkdownRows } from '../support/markdown-rows.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { computeCallPrice } from './call-cost.ts';
import { createLoadCommand } from './load-command.ts';
import { renderLoadReport } from './load-report.ts';
import { type LoadScenario, loadScenarios } from './load-scenarios.ts';

const start = useProcesses();
const createFolder = useTempFolders();

async function runLoad(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = { log: (text: string) => printed.push(text), error: (text: string) => errors.push(text) };
  const code = await runCommandLine(createLoadCommand(output), args, output);
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

describe('npm run load', () => {
  it('measures every kind of call at an address without an error, and cancels what it created', async () => {
    const folder = createFolder();
    const server = await startTestServer(start, folder);
    const { apiKey } = readStrictDemo(folder);
    const listActive = async (): Promise<unknown[]> => {
      const query = 'customerId=demo-customer&status=ACTIVE&limit=100';
      const response = await fetch(`${server.baseUrl}/licenses?${query}`, { headers: { 'X-API-Key': apiKey } });
      return ((await response.json()) as { items: unknown[] }).items;
    };
    const before = await listActive();
    const args = ['--url', server.baseUrl, '--key', apiKey, '--seconds', '1', '--connections', '4'];
    const { code, printed, errors } = await runLoad(...args);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    for (const { name } of loadScenarios) {
      expect(printed).toMatch(
        new RegExp(
          `^\\| ${name} \\| 4 \\| [1-9]\\d* \\| \\d+ \\| [\\d.]+ \\| [\\d.]+ \\| 0\\.00 % \\| \\d+\\.\\d\\d \\|$`,
          'm',
        ),
      );
    }
    expect(await listActive()).toHaveLength(before.length);
  });

  it('an address without an API key, an unknown API key, and an address that does not respond are wrong arguments', async () => {
    const settings = { scopes: [], name: 'unknown', createdAt: '2026-01-01T00:00:00.000Z' };
    const { text: unknownKey } = generateApiKey({ tenantId: 'demo', mode: 'test' }, settings as never);
    const folder = createFolder();
    const { baseUrl } = await startTestServer(start, folder);
    expect(await runLoad('--url', baseUrl)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('CONNECT_API_KEY'),
    });
    expect(await runLoad('--url', baseUrl, '--key', unknownKey)).toMatchObject({
      ...{ code: 2, errors: expect.stringContaining('status 401, UNAUTHORIZED') },
    });
    expect(await runLoad('--url', 'http://127.0.0.1:1', '--key', unknownKey)).toMatchObject({
      ...{ code: 2, errors: expect.stringContaining('cannot be reached') },
    });
  });
});

describe('the report', () => {
  const [scenario] = loadScenarios;
  const result = { scenario, connections: 4, calls: 100, perSecond: 10, p50Ms: 50, p99Ms: 90, lost: 1 } as const;

  it('counts throttled calls and calls without a response as errors, and prices a create as docs/cost.md does', async () => {
    const unitsOf = await readOperationUnits();
    const statuses = { 201: 97, 429: 3 };
    const report = renderLoadReport([{ ...result, scenario: scenario as LoadScenario, statuses }], unitsOf);
    expect(report).toContain('| 3.96 % (429: 3, no response: 1) |');
    const rows = splitMarkdownRows(await costDocument.read('calls'));
    const [, ofCreate, ofReplay] = rows.at(-1) ?? [];
    const seconds = rows.find(([name]) => name === 'function duration on Arm')?.map(cell => Number.parseFloat(cell));
    const toNumber = (bold = '') => Number(bold.replaceAll('*', ''));
    expect(computeCallPrice(unitsOf('createLicense').first, seconds?.[1] ?? 0)).toBeCloseTo(toNumber(ofCreate), 1);
    expect(computeCallPrice(unitsOf('createLicense').replay, seconds?.[2] ?? 0)).toBeCloseTo(toNumber(ofReplay), 1);
  });
});
