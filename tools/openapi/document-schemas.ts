import type * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ErrorBody } from '../../lib/contract/errors.ts';
import { LicenseEvent, OrderEvent, SubscriptionEvent } from '../../lib/contract/event.ts';
import { UserError } from '../../lib/user-error.ts';
import { readExamples } from './examples.ts';
import { convertSchema, findSchemaId, type JsonSchema } from './json-schemas.ts';
import { nameVariants } from './schema-variants.ts';

const toPascalCase = (operation: string): string => operation.slice(0, 1).toUpperCase() + operation.slice(1);

/** The name of the schema of the request body. */
export const toRequestSchemaName = ({ operation }: Endpoint): string => `${toPascalCase(operation)}Request`;

/** The name of the schema of the success response. */
export const toResponseSchemaName = ({ operation, success }: Endpoint): string =>
  findSchemaId(success.schema) ?? `${toPascalCase(operation)}Response`;

/** Builds the named schemas of a document, sorted by name. */
export function buildDocumentSchemas(endpoints: readonly Endpoint[]): Record<string, JsonSchema> {
  const requestSchemas: Record<string, JsonSchema> = Object.assign({}, ...endpoints.map(buildRequestSchemas));
  const responseSchemas: Record<string, JsonSchema> = Object.assign({}, ...endpoints.map(buildResponseSchemas));
  rejectSharedSchemas(requestSchemas, responseSchemas);
  const schemas: Record<string, JsonSchema> = {
    ...requestSchemas,
    ...responseSchemas,
    ...Object.assign(
      {},
      ...[ErrorBody, LicenseEvent, SubscriptionEvent, OrderEvent].map(schema => buildNamedSchemas(schema)),
    ),
  };
  return Object.fromEntries(Object.entries(nameVariants(schemas)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Requests refuse unknown fields and responses may gain fields, so an object has one name in requests and another one in responses. */
function rejectSharedSchemas(requests: Record<string, JsonSchema>, responses: Record<string, JsonSchema>): void {
  const shared = Object.keys(requests).filter(
    name => name in responses && JSON.stringify(requests[name]) !== JSON.stringify(responses[name]),
  );
  if (shared.length > 0)
    throw new UserError(`Requests and responses have different schemas of the name ${shared.join(', ')}.`);
}

const buildNamedSchemas = (schema: z.ZodType): Record<string, JsonSchema> =>
  convertSchema(schema, 'output').namedSchemas;

/** Builds the schema of the request body and the schemas that it uses. They reject unknown fields. */
function buildRequestSchemas(endpoint: Endpoint): Record<string, JsonSchema> {
  if (!endpoint.body) return {};
  const { schema, namedSchemas } = convertSchema(endpoint.body, 'input');
  const description = `The request body of \`${endpoint.operation}\`.`;
  return { ...namedSchemas, [toRequestSchemaName(endpoint)]: { ...withExamples(endpoint, schema), description } };
}

function buildResponseSchemas(endpoint: Endpoint): Record<string, JsonSchema> {
  const { schema, namedSchemas } = convertSchema(endpoint.success.schema, 'output');
  if (findSchemaId(endpoint.success.schema) !== undefined) return namedSchemas;
  const description = `The response of \`${endpoint.operation}\`.`;
  return { ...namedSchemas, [toResponseSchemaName(endpoint)]: { ...schema, description } };
}

/** Adds the values of the endpoint's examples to the fields without examples of their own. */
function withExamples(endpoint: Endpoint, schema: JsonSchema): JsonSchema {
  const bodies = Object.values(readExamples(endpoint)).map(({ body = {} }) => body);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (typeof property === 'boolean' || property.examples || property.$ref) continue;
    const values = bodies.filter(body => name in body).map(body => body[name]);
    if (values.length > 0) property.examples = [...new Set(values)];
  }
  return schema;
}
