import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

/** The path of Schemathesis. `npm run test:more` installs it. */
const schemathesis = process.env.CONNECT_TEST_SCHEMATHESIS;

const newFolder = useTempFolders();
const start = useProcesses();
const document = join(import.meta.dirname, '..', '..', 'openapi.json');

/** Runs a command in a folder of its own, in which Schemathesis keeps what it found. @returns its exit code and output */
const run = (command: string, args: string[], env: NodeJS.ProcessEnv) =>
  new Promise<{ code: unknown; output: string }>(resolve => {
    const options = { cwd: newFolder(), env: { ...process.env, ...env }, maxBuffer: 2 ** 28 };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });

it.runIf(schemathesis)(
  'Schemathesis finds no difference between the document and the server, with all its checks',
  async () => {
    const folder = newFolder();
    const { baseUrl } = await startTestServer(start, folder);
    const options = ['--checks', 'all', '--seed', '1', '--max-examples', '60', '--continue-on-failure', '--no-color'];
    // The API key is the only credential: a second one is refused.
    const credentials = ['--header', `X-API-Key: ${readStrictDemo(folder).apiKey}`];
    const generation = ['--generation-with-security-parameters', 'false', '--generation-database', 'none'];
    const { code, output } = await run(
      schemathesis ?? '',
      ['run', document, '--url', baseUrl, ...credentials, ...generation, ...options],
      { PYTHONPATH: import.meta.dirname, SCHEMATHESIS_HOOKS: 'schemathesis_hooks', PYTHONDONTWRITEBYTECODE: '1' },
    );
    expect(code, output).toBe(0);
    const tested = /Selected: (\d+)\/(\d+)\s+Tested: (\d+)/.exec(output)?.slice(1);
    expect(new Set(tested).size, output).toBe(1);
    console.log(output.slice(output.indexOf('API Operations:')));
  },
  600_000,
);
