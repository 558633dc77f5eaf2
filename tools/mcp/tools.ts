import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { endpoints } from '../../functions/endpoints.ts';
import { type ApiEndpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';

/** The parts of the OpenAPI document that become tools. */
interface DocumentOperation {
  operationId: string;
  summary: string;
  description: string;
  parameters: (
    | { in: string; name: string; required?: boolean; description?: string; schema: object }
    | { $ref: string }
  )[];
  requestBody?: { content: { 'application/json': { schema: object } } };
}
interface ObjectSchema {
  properties?: Record<string, object>;
  required?: string[];
}

/** A tool and its operation. */
export interface OperationTool {
  endpoint: ApiEndpoint;
  /** The location of each argument in the request. */
  locations: ReadonlyMap<string, ArgumentLocation>;
  tool: Tool;
}
export type ArgumentLocation = 'path' | 'query' | 'body' | 'key';

const documentPath = join(import.meta.dirname, '..', '..', 'openapi.json');

/** Builds one tool per operation of the API, with the descriptions and the schemas of the OpenAPI document. */
export function buildTools(): OperationTool[] {
  const document = JSON.parse(readFileSync(documentPath, 'utf8'));
  return endpoints.map(endpoint => {
    const operation: DocumentOperation = document.paths[endpoint.path][endpoint.method.toLowerCase()];
    return buildTool(endpoint, resolveReferences(operation, document) as DocumentOperation);
  });
}

function buildTool(endpoint: ApiEndpoint, operation: DocumentOperation): OperationTool {
  const properties: Record<string, object> = {};
  const required: string[] = [];
  const locations = new Map<string, ArgumentLocation>();
  const addArgument = (name: string, location: ArgumentLocation, schema: object, isRequired: boolean) => {
    if (locations.has(name)) throw new Error(`Two arguments of ${endpoint.operation} have the name ${name}.`);
    locations.set(name, location);
    properties[name] = schema;
    if (isRequired) required.push(name);
  };

  for (const parameter of operation.parameters) {
    if ('$ref' in parameter || (parameter.in !== 'path' && parameter.in !== 'query')) continue;
    const { name, description, schema, required: isRequired = false } = parameter;
    addArgument(name, parameter.in, { ...schema, ...(description && { description }) }, isRequired);
  }
  const body = operation.requestBody?.content['application/json'].schema as ObjectSchema | undefined;
  for (const [name, schema] of Object.entries(body?.properties ?? {}))
    addArgument(name, 'body', schema, body?.required?.includes(name) ?? false);
  if (isCommandEndpoint(endpoint)) addArgument('idempotencyKey', 'key', generatedKeySchema, false);
  if (endpoint.operation === 'getIdempotencyKey') addArgument('idempotencyKey', 'key', storedKeySchema, true);

  return { endpoint, locations, tool: toTool(endpoint, operation, { type: 'object', properties, required }) };
}

const generatedKeySchema = {
  type: 'string',
  description:
    'To repeat a call whose outcome you do not know, send the idempotency key of that call: the command then runs once. Otherwise ' +
    'leave it out. Every result contains the key.',
};
const storedKeySchema = { type: 'string', description: 'The idempotency key of the command.' };

const toTool = (
  endpoint: ApiEndpoint,
  { summary, description }: DocumentOperation,
  schema: Tool['inputSchema'],
): Tool => ({
  name: endpoint.operation,
  title: summary,
  description: `${summary}. ${description}`,
  inputSchema: { ...schema, additionalProperties: false },
  annotations: {
    title: summary,
    readOnlyHint: !isCommandEndpoint(endpoint),
    // A command that creates something only adds, and each call adds something. The others change or end what exists.
    destructiveHint: isCommandEndpoint(endpoint) && endpoint.success.status !== 201,
    idempotentHint: endpoint.success.status !== 201,
    openWorldHint: false,
  },
});

/** Replaces the references to components by their content, because many assistants do not follow references. */
function resolveReferences(value: unknown, document: { components: object }): unknown {
  if (Array.isArray(value)) return value.map(item => resolveReferences(item, document));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = value as { $ref?: string };
  const target = $ref === undefined ? {} : findComponent($ref, document);
  // The mapping of a discriminator consists of references, too.
  const entries = Object.entries({ ...target, ...rest }).filter(([name]) => name !== 'discriminator');
  return Object.fromEntries(entries.map(([name, inner]) => [name, resolveReferences(inner, document)]));
}

function findComponent(reference: string, document: object): object {
  let value: unknown = document;
  for (const step of reference.split('/').slice(1)) value = (value as Record<string, unknown>)[step];
  return value as object;
}
