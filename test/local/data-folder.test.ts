import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../lib/user-error.ts';
import { openDataFolder } from '../../tools/local/data-folder.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();

function newFile(): string {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  return file;
}

describe('a data folder', () => {
  it('is created with its version and its ports, readable by this user only', () => {
    const folder = join(newFolder(), 'a', 'b');
    const ports = openDataFolder(folder);
    expect(ports.enginePort).toBe(ports.claimPort + 1);
    expect(readdirSync(folder).sort()).toEqual(['ports.json', 'version.json']);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'ports.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps its ports', () => {
    const folder = newFolder();
    const ports = openDataFolder(folder);
    expect(openDataFolder(folder)).toEqual(ports);
  });

  it('gets new ports if ports.json was deleted', () => {
    const folder = newFolder();
    openDataFolder(folder);
    rmSync(join(folder, 'ports.json'));
    expect(openDataFolder(folder).claimPort).toBeGreaterThanOrEqual(20_000);
  });

  it('of version 0.1 is refused with what to do', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'engine.db'), '');
    expect(() => openDataFolder(folder)).toThrow(UserError);
    expect(() => openDataFolder(folder)).toThrow(
      `The folder ${folder} holds data of version 0.1, which this version cannot read; delete the folder and start again.`,
    );
  });

  it('of a later version is refused', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'version.json'), '{"layoutVersion":3}');
    expect(() => openDataFolder(folder)).toThrow(/holds data of another version, .* delete the folder/);
  });

  it('with a damaged ports.json is refused with what to do', () => {
    const folder = newFolder();
    openDataFolder(folder);
    writeFileSync(join(folder, 'ports.json'), '{');
    expect(() => openDataFolder(folder)).toThrow(/ports\.json is damaged; delete it and start again\.$/);
  });

  it.each([
    ['there is a file', () => newFile()],
    ['a parent is a file', () => join(newFile(), 'a', 'b')],
    ['the system allows no folders', () => '/proc/connect'],
  ])('is refused if %s', (_case, createPath) => {
    const path = createPath();
    expect(() => openDataFolder(path)).toThrow(UserError);
    expect(() => openDataFolder(path)).toThrow(
      /^The folder \S+ cannot be written \(E[A-Z]+\); the data of this machine is kept there\.$/,
    );
  });
});
