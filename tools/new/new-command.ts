import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { endpoints } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { UsageError } from '../../lib/user-error.ts';
import type { CommandOutput } from '../cli/run-tool.ts';
import { buildEndpointFiles, type NewEndpoint } from './endpoint-skeleton.ts';
import { addTableEntry } from './endpoint-table.ts';

const methods = ['GET', 'POST', 'PUT'] as const;

/** Parses the arguments of `npm run new -- endpoint`. @throws UsageError */
export function parseNewEndpoint(name: string, method: string, path: string): NewEndpoint {
  if (!/^[a-z]+(-[a-z]+)+$/.test(name)) {
    throw new UsageError(
      `"${name}" is not a name of an endpoint: use at least two lower-case words, such as get-customer.`,
    );
  }
  const knownMethod = methods.find(known => known === method);
  if (!knownMethod) throw new UsageError(`"${method}" is not a method of this API: use ${methods.join(', ')}.`);
  if (!/^(\/([a-z]+(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/.test(path)) {
    throw new UsageError(
      `"${path}" is not a path: use lower-case words and parameters, such as /customers/{customerId}.`,
    );
  }
  const parameters = path.match(/\{\w+\}/g) ?? [];
  if (new Set(parameters).size < parameters.length) throw new UsageError(`"${path}" has the same parameter twice.`);
  const operation = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { folder: name, operation, method: knownMethod, path };
}

/** @throws UsageError if the table has an endpoint of this name or this route */
export function requireNew({ folder, method, path }: NewEndpoint): void {
  const toRoute = (route: string) => route.replace(/\{\w+\}/g, '{}');
  const sameName = endpoints.find(({ operation }) => toFunctionFolder(operation) === folder);
  if (sameName) throw new UsageError(`functions/${folder} exists already: choose another name.`);
  const sameRoute = endpoints.find(known => known.method === method && toRoute(known.path) === toRoute(path));
  if (sameRoute) throw new UsageError(`${method} ${path} is the route of ${sameRoute.operation} already.`);
}

/** Creates `npm run new`. @param generate - writes everything that is generated from the endpoints */
export function createNewCommand(root: string, generate: () => Promise<void>, output: CommandOutput): Command {
  const command = new Command('npm run new --').description('Writes the skeleton of a new part of the API.');
  command
    .command('endpoint <name> <method> <path>')
    .description(
      'write the folder, the table line and the test of a new endpoint, such as: endpoint get-customer GET /customers/{customerId}',
    )
    .action(async (name: string, method: string, path: string) => {
      const endpoint = parseNewEndpoint(name, method, path);
      requireNew(endpoint);
      const files = buildEndpointFiles(endpoint);
      const existing = Object.keys(files).find(file => existsSync(join(root, file)));
      if (existing) throw new UsageError(`${existing} exists already: remove it or choose another name.`);
      for (const [file, text] of Object.entries(files)) writeProjectFile(root, file, text);
      const table = 'functions/endpoints.ts';
      writeProjectFile(root, table, addTableEntry(readFileSync(join(root, table), 'utf8'), endpoint));
      await generate();
      output.log(describeNextSteps(endpoint, [...Object.keys(files), table]));
    });
  return command;
}

function writeProjectFile(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const describeNextSteps = ({ folder }: NewEndpoint, files: string[]): string => `Written:
${files.map(file => `  ${file}`).join('\n')}

Next:
  1. functions/${folder}/endpoint.ts: tag, summary, description, scope, fields, response schema, errors, access
  2. functions/${folder}/operation.ts: reads and decide
  3. functions/${folder}/example.json: a request that succeeds on the demo data, and its response
  4. test/functions/${folder}.test.ts: its behaviour
  5. npm run openapi && npm test`;
