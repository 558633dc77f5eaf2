import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseTarget } from '../../tools/local/dynamodb-target.ts';
import { repositoryFolder, resolveUserPath } from '../../tools/local/user-path.ts';

it('resolves a path against the folder of the user, also if npm has changed to the folder of the project', () => {
  const fromNpm = { INIT_CWD: '/home/user/data' };
  expect(resolveUserPath('a.ndjson', fromNpm, repositoryFolder)).toBe('/home/user/data/a.ndjson');
  expect(resolveUserPath('a.ndjson', fromNpm, '/elsewhere')).toBe('/elsewhere/a.ndjson');
  expect(resolveUserPath('a.ndjson', {}, repositoryFolder)).toBe(join(repositoryFolder, 'a.ndjson'));
  expect(resolveUserPath('/abs/a.ndjson', fromNpm, repositoryFolder)).toBe('/abs/a.ndjson');
});

it('resolves the data folder of this machine in the same way', () => {
  const environment = { INIT_CWD: '/home/user', CONNECT_LOCAL_FOLDER: 'data' };
  expect(parseTarget(environment)).toEqual({ kind: 'local', folder: '/home/user/data' });
});
