import { apiTags } from '../../lib/contract/tags.ts';

/** A new endpoint as a developer names it. */
export interface NewEndpoint {
  /** The folder below `functions/`, such as `get-customer`. */
  folder: string;
  /** The name of the operation, such as `getCustomer`. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT';
  /** Such as `/customers/{customerId}`. */
  path: string;
}

/** The texts of the skeleton that a finished endpoint has replaced. */
export const skeletonTexts = {
  description: 'The behaviour that the fields do not show.',
  parameter: 'The ID in the path.',
  example: 'The most common request',
};

/** Builds the files of a new endpoint and its test, by path. They compile, and their tests say what is still missing. */
export const buildEndpointFiles = (endpoint: NewEndpoint): Record<string, string> => ({
  [`functions/${endpoint.folder}/endpoint.ts`]: buildContract(endpoint),
  [`functions/${endpoint.folder}/operation.ts`]: buildOperation(endpoint),
  [`functions/${endpoint.folder}/handler.ts`]: buildHandler(endpoint),
  [`functions/${endpoint.folder}/example.json`]: buildExample(endpoint),
  [`test/functions/${endpoint.folder}.test.ts`]: buildTest(endpoint),
});

const listPathParameters = ({ path }: NewEndpoint): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

/** `getCustomer` as "Get customer". */
const toSummary = ({ folder }: NewEndpoint): string => {
  const words = folder.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The tag and the scopes of the first segment of the path, or those of licenses until the new ones exist. */
function findResource({ path }: NewEndpoint): keyof typeof apiTags {
  const segment = path.split('/')[1] ?? '';
  return segment in apiTags ? (segment as keyof typeof apiTags) : 'licenses';
}

function buildContract(endpoint: NewEndpoint): string {
  const { operation, method, path } = endpoint;
  const isCommand = method !== 'GET';
  const resource = findResource(endpoint);
  const parameters = listPathParameters(endpoint).map(
    name => `${name}: ResourceId.describe('${skeletonTexts.parameter}')`,
  );
  const fieldTypes = parameters.length > 0 ? "import { ResourceId } from '../../lib/contract/field-types.ts';\n" : '';
  const metadata = isCommand ? "import { Metadata } from '../../lib/contract/metadata.ts';\n" : '';
  const tag = /^\w+$/.test(resource) ? `apiTags.${resource}` : `apiTags['${resource}']`;
  return `import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
${fieldTypes}${metadata}import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: '${operation}',
  method: '${method}',
  path: '${path}',
  tag: ${tag},
  summary: '${toSummary(endpoint)}',
  description: '${skeletonTexts.description}',
  scope: '${resource}:${isCommand && resource !== 'product-offerings' ? 'write' : 'read'}',
  pathParameters: z.strictObject({${parameters.length > 0 ? ` ${parameters.join(', ')} ` : ''}}),
  query: z.strictObject({}),
${isCommand ? "  body: z.strictObject({ metadata: Metadata.optional().describe('Your own data.') }),\n" : ''}  success: { status: 200, schema: z.strictObject({}) },
  errors: [],
  access: { apiKeys: ['BatchGetItem']${isCommand ? ", idempotency: ['BatchGetItem', 'PutItem']" : ''}, connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
`;
}

const buildOperation = ({
  folder,
  operation,
}: NewEndpoint): string => `import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const ${operation} = defineOperation(endpoint, {
  reads: () => ({}),

  decide: () => {
    throw new Error('functions/${folder}/operation.ts: write reads and decide.');
  },
});
`;

const buildHandler = ({
  operation,
}: NewEndpoint): string => `import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import { endpoint } from './endpoint.ts';
import { ${operation} } from './operation.ts';

export const handler = createHandler(endpoint, ${operation}, getEnvironment());
`;

/** The path parameter `customerId` has the demo data's ID `demo-customer`. */
function buildExample(endpoint: NewEndpoint): string {
  const path = Object.fromEntries(
    listPathParameters(endpoint).map(name => [name, `demo-${name.replace(/Id$/, '').toLowerCase()}`]),
  );
  const request = { ...(Object.keys(path).length > 0 && { path }), ...(endpoint.method !== 'GET' && { body: {} }) };
  const example = { example: { summary: skeletonTexts.example, ...request, response: {} } };
  return `${JSON.stringify(example, null, 2)}\n`;
}

const buildTest = ({ operation }: NewEndpoint): string => `import { expect, it } from 'vitest';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { endpointsByName } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

it('${operation} responds to its first example', async () => {
  await haveExampleFixtures(world);
  const [request] = readExampleRequests(endpointsByName.${operation});
  expect((await world.call('${operation}', request)).status).toBe(endpointsByName.${operation}.success.status);
});
`;
