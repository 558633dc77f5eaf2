import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { engineBinary } from '../../infra/local/engine.ts';
import { isAlive, type ProcessMark } from '../../infra/local/process-mark.ts';
import { joinEngine } from '../../infra/local/shared-engine.ts';
import { createTables } from '../../infra/local/tables.ts';
import { Unusable } from '../../infra/local/unusable.ts';
import { clientOf } from '../support/engine.ts';
import { useFolders } from '../support/folder.ts';
import { useProcesses } from '../support/processes.ts';

const engineUser = fileURLToPath(new URL('../support/engine-user.ts', import.meta.url));
const storeUser = fileURLToPath(new URL('../support/store-user.ts', import.meta.url));
const newFolder = useFolders();
const startProcess = useProcesses();
const engineOf = (folder: string): ProcessMark => JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8'));

function newFile(): string {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  return file;
}

async function tablesAt(url: string): Promise<string[]> {
  const client = clientOf(url);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  client.destroy();
  return TableNames;
}

async function killEngine(folder: string): Promise<void> {
  const engine = engineOf(folder);
  process.kill(engine.pid, 'SIGKILL');
  while (isAlive(engine)) await new Promise(resolve => setTimeout(resolve, 2));
}

describe('the engine of a folder', () => {
  it('is one for all who come at once, and ends with the last', async () => {
    const folder = newFolder();
    const all = await Promise.all(Array.from({ length: 5 }, () => joinEngine(folder)));
    const engine = engineOf(folder);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);

    const [last, ...others] = all;
    await Promise.all(others.map(other => other.leave()));
    expect(isAlive(engine)).toBe(true);
    await last?.leave();
    expect(isAlive(engine)).toBe(false);
    expect(existsSync(join(folder, 'engine.json'))).toBe(false);
  });

  it('does not count users that were killed, and is found again by the next', async () => {
    const folder = newFolder();
    const user = startProcess(engineUser, [folder]);
    const url = (await user.said('http')).trim();
    const engine = engineOf(folder);
    user.child.kill('SIGKILL');
    await user.ended();
    expect(isAlive(engine)).toBe(true);

    const next = await joinEngine(folder);
    expect(next.url).toBe(url);
    await next.leave();
    expect(isAlive(engine)).toBe(false);
  });

  it('keeps its data when it is killed, and comes back at the same address', async () => {
    const folder = newFolder();
    const first = await joinEngine(folder);
    const client = clientOf(first.url);
    await createTables(client);
    client.destroy();
    await killEngine(folder);

    const second = await joinEngine(folder);
    expect(second.url).toBe(first.url);
    expect(await tablesAt(second.url)).toHaveLength(5);

    await killEngine(folder);
    expect(await Promise.all([first.revive(), second.revive()])).toEqual([true, true]);
    expect(await tablesAt(first.url)).toHaveLength(5);
    await first.leave();
    await second.leave();
  });

  it('ends with a tool whose terminal is closed', async () => {
    const folder = newFolder();
    const tool = startProcess(storeUser, [folder]);
    await tool.said('open');
    const engine = engineOf(folder);
    tool.child.kill('SIGHUP');
    expect(await tool.ended()).toBe(130);
    expect(isAlive(engine)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is found when who started it died before saying so', async () => {
    const folder = newFolder();
    const first = await joinEngine(folder);
    const { pid } = engineOf(folder);
    rmSync(join(folder, 'engine.json'));
    const second = await joinEngine(folder);
    expect(second.url).toBe(first.url);
    expect(engineOf(folder).pid).toBe(pid);
    await first.leave();
    await second.leave();
  });

  it.each([
    ['a file is', () => newFile()],
    ['a file is above', () => join(newFile(), 'a', 'b')],
    ['the system makes no folders', () => '/proc/connect'],
  ])('cannot be where %s', async (_what, place) => {
    const attempt = joinEngine(place());
    await expect(attempt).rejects.toBeInstanceOf(Unusable);
    await expect(attempt).rejects.toThrow(
      /^The folder \S+ cannot be written \(E[A-Z]+\); the data of this machine is kept there\.$/,
    );
  });

  it('cannot be where the platform has none, and says what helps', () => {
    expect(() => engineBinary('sunos', 'mips')).toThrow(Unusable);
    expect(() => engineBinary('linux', 'mips')).toThrow(/npm install --no-save @dynoxide\/linux-mips@1\.2\.1/);
    for (const platform of ['linux', 'win32']) {
      expect(() => engineBinary(platform, 'mips')).toThrow(/for Linux and macOS, on Windows in WSL\./);
      expect(() => engineBinary(platform, 'mips')).toThrow(/AWS_ENDPOINT_URL_DYNAMODB=/);
    }
    expect(() => engineBinary('win32', 'x64')).not.toThrow(/npm install/);
  });
});
