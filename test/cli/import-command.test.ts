import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
  expect(good).toEqual({ code: 0, stdout: '15 created, 0 updated, 0 unchanged, 0 failed\n', stderr: '' });
  expect(bad).toMatchObject({ code: 1, stdout: '1 created, 0 updated, 0 unchanged, 2 failed\n' });
  expect(bad.stderr.split('\n')).toEqual([
    expect.stringMatching(/^line 2: is not valid JSON/),
    'line 3: tenantId: is required',
    'line 3: mode: is required',
    'line 3:  [31m: is not a known field',
    '',
  ]);
  expect(missing).toMatchObject({ code: 2, stdout: '', stderr: 'There is no file no-such-file.\n' });
});
