import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSignedHeaders, generateWebhookSecret } from '../../lib/jobs/webhooks/signature.ts';
import { runChildCommand } from '../aws/emulator/child-process.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { PythonUnavailable, preparePython } from '../support/python-environment.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const project = join(import.meta.dirname, '..', '..');
const clientFolder = join(project, 'client', 'python');
const lockFile = join(clientFolder, 'requirements-dev.txt');

/** One environment for each content of the lock file. Ignored by git, and kept by `npm ci`. */
const lockHash = createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 12);
const environmentFolder = join(project, '.local', `python-client-${lockHash}`);

const packages = {
  requirements: ['--require-hashes', '--only-binary', ':all:', '--requirement', lockFile],
  modules: ['httpx', 'standardwebhooks', 'pytest', 'mypy', 'flit_core'],
};

/** A webhook as the server signs it during the rotation of a secret. */
function signWebhook(): object {
  const payload = JSON.stringify({ eventId: 'event-1', type: 'license.created', data: { name: 'Zoë' } });
  const secrets = [generateWebhookSecret(), generateWebhookSecret()];
  const endpoint = { secrets: secrets.map(text => ({ text })) };
  return { secrets, body: payload, headers: buildSignedHeaders(endpoint, { eventId: 'event-1', payload }, Date.now()) };
}

const temporaryFolder = useTempFolders();
const start = useProcesses();
let python: string | undefined;

beforeAll(async () => {
  try {
    python = await preparePython(environmentFolder, packages);
  } catch (error) {
    if (!(error instanceof PythonUnavailable)) throw error;
    console.log(`The tests of the Python client did not run: ${error.message}.`);
  }
});

async function runModule(python: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await runChildCommand([python, '-m', ...args], {
    cwd: clientFolder,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

describe('the Python client', () => {
  it('passes its tests with the running API and with a network that fails', async ({ skip }) => {
    if (python === undefined) return skip();
    const folder = temporaryFolder();
    const { baseUrl } = await startTestServer(start, folder);
    const env = {
      CONNECT_URL: baseUrl,
      CONNECT_API_KEY: readStrictDemo(folder).apiKey,
      CONNECT_SIGNED_WEBHOOK: JSON.stringify(signWebhook()),
    };
    expect(await runModule(python, ['pytest', '--quiet'], env)).toMatch(/^\d{3,} passed in /m);
  });

  it('has no type errors, and its types find misspelt names', async ({ skip }) => {
    if (python === undefined) return skip();
    expect(await runModule(python, ['mypy', '--cache-dir', join(environmentFolder, 'mypy')])).toContain('Success');
  });
});
