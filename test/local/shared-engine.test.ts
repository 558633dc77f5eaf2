import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../lib/user-error.ts';
import { findEngineBinary } from '../../tools/local/engine.ts';
import { isProcessAlive, type ProcessMark } from '../../tools/local/process-mark.ts';
import { acquireSharedEngine } from '../../tools/local/shared-engine.ts';
import { createLocalTables } from '../../tools/local/tables.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const engineUser = fileURLToPath(new URL('../support/engine-user-process.ts', import.meta.url));
const storeUser = fileURLToPath(new URL('../support/store-user-process.ts', import.meta.url));
const newFolder = useTempFolders();
const startProcess = useProcesses();
const engineOf = (folder: string): ProcessMark => JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8'));

function newFile(): string {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  return file;
}

async function tablesAt(url: string): Promise<string[]> {
  const client = createEngineSdkClient(url);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  client.destroy();
  return TableNames;
}

async function killEngine(folder: string): Promise<void> {
  const engine = engineOf(folder);
  process.kill(engine.pid, 'SIGKILL');
  while (isProcessAlive(engine)) await new Promise(resolve => setTimeout(resolve, 2));
}

describe('the engine of a folder', () => {
  it('is one for all who come at once, and ends with the last', async () => {
    const folder = newFolder();
    const all = await Promise.all(Array.from({ length: 5 }, () => acquireSharedEngine(folder)));
    const engine = engineOf(folder);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);

    const [last, ...others] = all;
    await Promise.all(others.map(other => other.release()));
    expect(isProcessAlive(engine)).toBe(true);
    await last?.release();
    expect(isProcessAlive(engine)).toBe(false);
    expect(existsSync(join(folder, 'engine.json'))).toBe(false);
  });

  it('does not count users that were killed, and is found again by the next', async () => {
    const folder = newFolder();
    const user = startProcess(engineUser, [folder]);
    const url = (await user.waitForOutput('http')).trim();
    const engine = engineOf(folder);
    user.child.kill('SIGKILL');
    await user.waitForExit();
    expect(isProcessAlive(engine)).toBe(true);

    const next = await acquireSharedEngine(folder);
    expect(next.url).toBe(url);
    await next.release();
    expect(isProcessAlive(engine)).toBe(false);
  });

  it('keeps its data when it is killed, and comes back at the same address', async () => {
    const folder = newFolder();
    const first = await acquireSharedEngine(folder);
    const client = createEngineSdkClient(first.url);
    await createLocalTables(client);
    client.destroy();
    await killEngine(folder);

    const second = await acquireSharedEngine(folder);
    expect(second.url).toBe(first.url);
    expect(await tablesAt(second.url)).toHaveLength(5);

    await killEngine(folder);
    expect(await Promise.all([first.ensureRunning(), second.ensureRunning()])).toEqual([true, true]);
    expect(await tablesAt(first.url)).toHaveLength(5);
    await first.release();
    await second.release();
  });

  it('ends with a tool whose terminal is closed', async () => {
    const folder = newFolder();
    const tool = startProcess(storeUser, [folder]);
    await tool.waitForOutput('open');
    const engine = engineOf(folder);
    tool.child.kill('SIGHUP');
    expect(await tool.waitForExit()).toBe(130);
    expect(isProcessAlive(engine)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is found when who started it died before saying so', async () => {
    const folder = newFolder();
    const first = await acquireSharedEngine(folder);
    const { pid } = engineOf(folder);
    rmSync(join(folder, 'engine.json'));
    const second = await acquireSharedEngine(folder);
    expect(second.url).toBe(first.url);
    expect(engineOf(folder).pid).toBe(pid);
    await first.release();
    await second.release();
  });

  it.each([
    ['a file is', () => newFile()],
    ['a file is above', () => join(newFile(), 'a', 'b')],
    ['the system makes no folders', () => '/proc/connect'],
  ])('cannot be where %s', async (_what, place) => {
    const attempt = acquireSharedEngine(place());
    await expect(attempt).rejects.toBeInstanceOf(UserError);
    await expect(attempt).rejects.toThrow(
      /^The folder \S+ cannot be written \(E[A-Z]+\); the data of this machine is kept there\.$/,
    );
  });

  it('cannot be where the platform has none, and says what helps', () => {
    expect(() => findEngineBinary('sunos', 'mips')).toThrow(UserError);
    expect(() => findEngineBinary('linux', 'mips')).toThrow(/npm install --no-save @dynoxide\/linux-mips@1\.2\.1/);
    for (const platform of ['linux', 'win32']) {
      expect(() => findEngineBinary(platform, 'mips')).toThrow(/for Linux and macOS, on Windows in WSL\./);
      expect(() => findEngineBinary(platform, 'mips')).toThrow(/AWS_ENDPOINT_URL_DYNAMODB=/);
    }
    expect(() => findEngineBinary('win32', 'x64')).not.toThrow(/npm install/);
  });
});
