import { spawnSync } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { findItem } from '../../lib/dynamodb/table-access.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const newFolder = useTempFolders();
const start = useProcesses();

async function runImport(...args: string[]) {
  const tool = start('tools/cli/main.ts', ['import', ...args], { AWS_ENDPOINT_URL_DYNAMODB: engine.url });
  return { code: await tool.waitForExit(), stdout: tool.stdout(), stderr: tool.stderr() };
}

function writeLines(...lines: (object | string)[]): string {
  const file = join(newFolder(), 'lines.ndjson');
  writeFileSync(file, lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return file;
}

it('the exit code is 0 only if every line was imported', async () => {
  const [good, bad, missing] = await Promise.all([
    runImport('tools/local/demo.ndjson'),
    runImport(writeLines({ kind: 'tenant', tenantId: 'one', mode: 'test' }, '{', { kind: 'tenant', '\u001b[31m': 1 })),
    runImport('no-such-file'),
  ]);
  const lines = readFileSync('tools/local/demo.ndjson', 'utf8')
    .split('\n')
    .filter(line => line !== '').length;
  expect(good).toEqual({
    code: 0,
    stdout: `${lines} created, 0 updated, 0 unchanged, 0 differ, 0 failed\n`,
    stderr: '',
  });
  expect(bad).toMatchObject({ code: 1, stdout: '1 created, 0 updated, 0 unchanged, 0 differ, 2 failed\n' });
  expect(bad.stderr.split('\n')).toEqual([
    expect.stringMatching(/^line 2: is not valid JSON/),
    'line 3: tenantId: is required',
    'line 3: mode: is required',
    'line 3:  [31m: is not a known field',
    '',
  ]);
  expect(missing).toMatchObject({ code: 2, stdout: '', stderr: 'There is no file "no-such-file".\n' });
});

const aTenant = (tenantId: string) => ({ kind: 'tenant', tenantId, mode: 'test' });

it('a file of another kind, and an empty one, are one sentence and exit code 1', async () => {
  const array = writeLines(JSON.stringify([aTenant('in-array')], undefined, 1));
  const [wrong, empty, blank, json] = await Promise.all([
    runImport(array),
    runImport(writeLines('')),
    runImport(writeLines('', ' ', '')),
    runImport(array, '--json'),
  ]);
  expect(wrong).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^The file is a JSON array\. .*\n$/) });
  expect(empty).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^The file contains no lines\. .*\n$/) });
  expect(blank).toEqual(empty);
  expect(JSON.parse(json.stdout)).toMatchObject({ error: expect.stringMatching(/^The file is a JSON array\. /) });
  expect(json).toMatchObject({ code: 1, stderr: wrong.stderr });
});

it('--dry-run writes nothing, and --json is one object with all problems', async () => {
  const file = writeLines(aTenant('dry'), '{');
  const dry = await runImport(file, '--dry-run');
  expect(dry).toMatchObject({
    code: 1,
    stdout: 'Dry run, nothing was written: 1 created, 0 updated, 0 unchanged, 0 differ, 1 failed\n',
  });
  const dryJson = await runImport(file, '--dry-run', '--json');
  const result = {
    created: 1,
    failed: 1,
    problems: [{ line: 2, field: '', reason: expect.stringMatching(/^is not valid JSON/) }],
    warnings: [],
    omittedEntries: 0,
  };
  expect(dryJson).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(dryJson.stdout)).toMatchObject({ dryRun: true, ...result });
  expect(JSON.parse((await runImport(file, '--json')).stdout)).toMatchObject({ dryRun: false, ...result });
});

it('an interrupted import says how far it came, and is completed by another one', async () => {
  const total = 3000;
  const customers = Array.from({ length: total - 1 }, (_, number) => ({
    ...{ kind: 'customer', tenantId: 'interrupted', customerId: `c-${number}`, name: 'Customer' },
  }));
  const file = writeLines(aTenant('interrupted'), ...customers);
  const tool = start('tools/cli/main.ts', ['import', file], { AWS_ENDPOINT_URL_DYNAMODB: engine.url });
  const ref = customerRef('interrupted', 'c-0');
  while (!(await findItem(engine, ref))) await sleep(5);
  tool.child.kill('SIGINT');
  // As npm does.
  tool.child.kill('SIGINT');
  expect([await tool.waitForExit(), tool.stdout()]).toEqual([130, '']);
  expect(tool.stderr()).toMatch(/^Interrupted after \d+ of 3000 lines\. To go on, import the file again: .*\n$/);
  const [created = 0, unchanged = 0] =
    (await runImport(file)).stdout.match(/\d+(?= created| unchanged)/g)?.map(Number) ?? [];
  expect([created > 0, unchanged > 0, created + unchanged]).toEqual([true, true, total]);
});

it('a missing file is an error in the JSON result too', async () => {
  const { code, stdout } = await runImport('', '--json');
  expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: expect.stringContaining('is not a regular file') }]);
});

it.runIf(process.platform === 'linux')(
  'a full disk is exit code 1, and a closed pipe does not stop the import',
  async () => {
    const command = (arguments_: string[], stdio: ('ignore' | 'pipe' | number)[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'tools/cli/main.ts', 'import', ...arguments_], {
        env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: engine.url },
        encoding: 'utf8',
        stdio,
      });
    const full = openSync('/dev/full', 'w');
    const result = command([writeLines(aTenant('full'))], ['ignore', full, 'pipe']);
    expect(result).toMatchObject({
      status: 1,
      stderr: 'The output is incomplete: it could not be written (ENOSPC).\n',
    });
    const problems = Array.from({ length: 900 }, () => '{');
    const closed = command([writeLines(...problems, aTenant('closed'))], ['ignore', 'pipe', full]);
    expect(closed).toMatchObject({ status: 1, stdout: '1 created, 0 updated, 0 unchanged, 0 differ, 900 failed\n' });
  },
);
