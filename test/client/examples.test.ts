import { beforeAll, describe, expect, it } from 'vitest';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const folder = useTempFolders()();
const start = useProcesses();
let env: Record<string, string>;

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  env = { CONNECT_URL: baseUrl, CONNECT_API_KEY: readStrictDemo(folder).apiKey };
});

describe('the examples', () => {
  it('order.ts orders a license and cancels it with the client', async () => {
    const { waitForExit: ended, stdout, stderr } = start('client/examples/order.ts', [], env);
    expect([await ended(), stderr()]).toEqual([0, '']);
    expect(stdout()).toMatch(/^[0-9a-f-]{36} \{ status: 'CANCELLED', scheduledAt: '2150-01-01' \}\n$/);
  });
});
