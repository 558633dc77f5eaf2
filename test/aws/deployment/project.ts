import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiUrlOutput, toApiStackName } from '../../../infra/resource-names.ts';

/* Every path, command and name of the project that this test uses. */

export const projectFolder = join(import.meta.dirname, '..', '..', '..');

export const deployedStage = 'dev';

const cdkJson = JSON.parse(readFileSync(join(projectFolder, 'cdk.json'), 'utf8'));

export const deployedRegion: string = cdkJson.context.stages[deployedStage].region;

/** Ignored by git, and kept by `npm ci`. */
export const cacheFolder = join(projectFolder, '.local');

/** A command line. */
export type CommandLine = readonly [command: string, ...args: string[]];

export const cdkCommand = (...args: string[]): CommandLine => [
  process.execPath,
  join(projectFolder, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
  ...args,
  '--context',
  `stage=${deployedStage}`,
];

const connectApi = (...args: string[]): CommandLine => ['npx', 'connect-api', ...args];

export const importFile = (file: string): CommandLine => connectApi('import', file, '--stage', deployedStage);

export const importFixtures = importFile(join('tools', 'local', 'smoke-fixtures.ndjson'));

/** The tenant of the fixtures. */
export const signInTenant = 'check';

export const createSmokeKey = connectApi(
  'keys',
  ...['--stage', deployedStage, 'create', '--tenant', signInTenant, '--name', 'test-aws'],
);

export const inviteOwner = (email: string): CommandLine =>
  connectApi(
    'users',
    ...['--stage', deployedStage, 'invite', '--tenant', signInTenant, '--email', email, '--role', 'owner'],
  );

/** The API key is in the environment variable of this name, so that it does not appear in the list of processes. */
export const smokeKeyVariable = 'CONNECT_API_KEY';

/** The command that prints a {@link SmokeReport} as JSON. */
export const runSmokeChecks = (url: string): CommandLine => connectApi('check', '--url', url, '--json');

/** The command that moves the functions of the stage. */
export const moveRelease = (direction: '--back' | '--forward'): CommandLine =>
  connectApi('release', '--stage', deployedStage, direction);

export interface SmokeReport {
  passed: number;
  failed: number;
  checks: { group: string; name: string; passed: boolean; message?: string; call?: string }[];
}

/** Finds the address of the API in the file that `cdk deploy --outputs-file` writes. */
export function readDeployedAddress(outputsFile: string): URL {
  return new URL(JSON.parse(readFileSync(outputsFile, 'utf8'))[toApiStackName(deployedStage)][apiUrlOutput]);
}
