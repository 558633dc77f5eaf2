import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { findTool, runClientTool, toolsFolder } from './client-tools.ts';

const collection = join(import.meta.dirname, '..', '..', 'client', 'examples', 'connect.postman_collection.json');
const folder = useTempFolders()();
const start = useProcesses();

describe.runIf(toolsFolder)('newman runs the Postman collection', () => {
  let variables: string[];
  beforeAll(async () => {
    const { baseUrl } = await startTestServer(start, folder);
    const { apiKey } = readStrictDemo(folder);
    variables = ['--env-var', `baseUrl=${baseUrl}`, '--env-var', `apiKey=${apiKey}`];
  });

  it.each(['first', 'second'])('without a failed assertion: %s run', () => {
    const { stdout } = runClientTool(findTool('newman'), ['run', collection, ...variables, '--color', 'off']);
    expect(stdout).toMatch(/│ +assertions │ +\d{3} │ +0 │/);
    expect(stdout).toContain('✓  is a replay');
  });

  it('with a failure for a wrong API key', () => {
    const wrong = [...variables.slice(0, 2), '--env-var', 'apiKey=connect_test_wrong'];
    expect(() => runClientTool(findTool('newman'), ['run', collection, ...wrong, '--bail'])).toThrow(
      'responds with 201',
    );
  });
});
