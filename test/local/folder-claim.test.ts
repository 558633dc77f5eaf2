import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../tools/local/data-folder.ts';
import { claimFolder, type FolderClaim, isFolderClaim } from '../../tools/local/folder-claim.ts';
import { openToolEngine } from '../../tools/local/tool-engine.ts';
import { useProcesses } from '../support/processes.ts';
import { isEngineRunning, waitForEngineEnd } from '../support/running-engine.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const toolProcess = fileURLToPath(new URL('../support/folder-tool-process.ts', import.meta.url));
const newFolder = useTempFolders();
const start = useProcesses();
const addresses = { baseUrl: 'http://127.0.0.1:3000', engineUrl: 'http://127.0.0.1:8000' };

async function claim(folder: string, program: 'server' | 'tool', maxWaitMs?: number): Promise<FolderClaim> {
  const result = await claimFolder(folder, program, maxWaitMs);
  if (!isFolderClaim(result)) throw new Error('Another process holds the claim.');
  return result;
}

describe('the claim of a folder', () => {
  it('is given to one of several servers that start at once; the others learn where it is', async () => {
    const folder = newFolder();
    const results = Promise.all(
      Array.from({ length: 10 }, async () => {
        const result = await claimFolder(folder, 'server');
        if (isFolderClaim(result)) result.announce(addresses);
        return result;
      }),
    );
    const claims = (await results).filter(isFolderClaim);
    expect(claims).toHaveLength(1);
    const others = (await results).filter(result => !isFolderClaim(result));
    for (const holder of others) expect(holder).toMatchObject({ ...addresses, folder, pid: process.pid });
    await claims[0]?.release();
  });

  it('can be taken again after it was released', async () => {
    const folder = newFolder();
    await (await claim(folder, 'server')).release();
    await (await claim(folder, 'server')).release();
  });

  it('is given to a second process when the tool that holds it has ended', async () => {
    const folder = newFolder();
    const first = await claim(folder, 'tool');
    const second = claim(folder, 'server');
    await sleep(200);
    await first.release();
    await (await second).release();
  });

  it('is refused in one sentence if a tool holds it for long', async () => {
    const folder = newFolder();
    const first = await claim(folder, 'tool');
    await expect(claimFolder(folder, 'server', 100)).rejects.toThrow(
      `A command-line tool (process ${process.pid}) is using the folder ${folder}; try again when it has ended.`,
    );
    await first.release();
  });

  it('is refused in one sentence if another program uses its port', async () => {
    const folder = newFolder();
    const { claimPort } = openDataFolder(folder);
    const other = createServer((_request, response) => response.end('hello')).listen(claimPort, '127.0.0.1');
    await expect(claimFolder(folder, 'server', 100)).rejects.toThrow(
      `Port ${claimPort}, which reserves the folder ${folder}, is in use by another program; end that program`,
    );
    other.close();
    other.closeAllConnections();
  });
});

describe('a command-line tool', () => {
  it('uses the engine of the running server', async () => {
    const folder = newFolder();
    const server = await claim(folder, 'server');
    const opening = openToolEngine({ kind: 'local', folder });
    await sleep(100);
    server.announce(addresses);
    expect((await opening).url).toBe(addresses.engineUrl);
    await server.release();
  });

  it('starts an engine if no server runs, and stops it at the end', async () => {
    const folder = newFolder();
    const { url, stop } = await openToolEngine({ kind: 'local', folder });
    const client = createEngineSdkClient(url);
    expect(await client.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
    client.destroy();
    await stop();
    expect(await isEngineRunning(folder)).toBe(false);
  });

  it.each(['SIGKILL', 'SIGHUP', 'SIGINT', 'SIGTERM'] as const)(
    'leaves no engine running and no claim when it gets %s',
    async signal => {
      const folder = newFolder();
      const tool = start(toolProcess, [folder]);
      await tool.waitForOutput('open');
      expect(await isEngineRunning(folder)).toBe(true);
      tool.child.kill(signal);
      expect(await tool.waitForExit()).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 130);
      await waitForEngineEnd(folder);
      await (await claim(folder, 'server')).release();
    },
  );
});
