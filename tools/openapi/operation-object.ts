import type * as z from 'zod';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { pageLimits } from '../../lib/contract/pagination.ts';
import { UserError } from '../../lib/user-error.ts';
import { operationDescriptions, operationTags, pathParameterDescriptions } from './descriptions.ts';
import { buildErrorResponses } from './error-responses.ts';
import { type OperationExample, readExamples, toMediaExamples } from './examples.ts';
import { commandParameterRefs, toHeaderRef } from './headers.ts';
import { buildInlineSchema, type JsonSchema, toSchemaRef } from './json-schemas.ts';

/** The group of an endpoint. @throws UserError */
export function findOperationTag({ path }: Endpoint): (typeof operationTags)[string] {
  const [, segment = ''] = path.split('/');
  const tag = operationTags[segment];
  if (!tag) throw new UserError(`tools/openapi/descriptions.ts: tags has no words for ${path}.`);
  return tag;
}

const toPascalCase = (operation: string): string => operation.slice(0, 1).toUpperCase() + operation.slice(1);

/** The name of the schema of its body. */
export const toRequestSchemaName = ({ operation }: Endpoint): string => `${toPascalCase(operation)}Request`;
/** The name of the schema of its success, where that is no resource. */
export const toResponseSchemaName = ({ operation }: Endpoint): string => `${toPascalCase(operation)}Response`;

/** An endpoint as the document has it. @param findSchemaName - the name of a schema that has one */
export function buildOperationObject(endpoint: Endpoint, findSchemaName: (schema: z.ZodType) => string) {
  const { operation, summary, scope, success } = endpoint;
  const examples = readExamples(endpoint);
  return {
    operationId: operation,
    summary,
    description: buildDescription(endpoint),
    tags: [findOperationTag(endpoint).name],
    security: [{ apiKey: [scope] }],
    parameters: [
      ...buildParameters('path', endpoint.pathParameters, examples),
      ...buildParameters('query', endpoint.query, examples),
      ...(isCommandEndpoint(endpoint) ? commandParameterRefs : []),
    ],
    ...(endpoint.body && { requestBody: buildRequestBody(endpoint, endpoint.body, examples) }),
    responses: {
      [String(success.status)]: describeSuccessResponse(endpoint, findSchemaName(success.schema), examples),
      ...buildErrorResponses(endpoint),
    },
  };
}

function buildDescription(endpoint: Endpoint): string {
  const operationText = operationDescriptions[endpoint.operation];
  if (operationText === undefined) {
    throw new UserError(`tools/openapi/descriptions.ts: operationDescriptions has no words for ${endpoint.operation}.`);
  }
  const scopeText = `Needs an API key with the scope \`${endpoint.scope}\`.`;
  const idempotencyText =
    'Send an idempotency key, and the same one with every repeat: however often it is sent, it happens once.';
  return [operationText, isCommandEndpoint(endpoint) ? `${scopeText} ${idempotencyText}` : scopeText].join('\n\n');
}

function buildParameters(
  location: 'path' | 'query',
  { shape }: z.ZodObject,
  examples: Record<string, OperationExample>,
) {
  return Object.entries(shape).map(([name, field]) => {
    const { description = pathParameterDescriptions[name], ...schema } = buildParameterSchema(name, field as z.ZodType);
    if (description === undefined) throw new UserError(`The parameter ${name} has no description.`);
    const required = location === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    const parameterExamples = Object.entries(examples).flatMap(([example, { summary, [location]: values = {} }]) =>
      name in values ? [[example, { summary, value: toParameterExample(values[name], schema) }]] : [],
    );
    const examplesProperty = parameterExamples.length > 0 && { examples: Object.fromEntries(parameterExamples) };
    return { in: location, name, required, description, schema, ...examplesProperty };
  });
}

function toParameterExample(value: string | string[] | undefined, { type }: JsonSchema): unknown {
  if (!Array.isArray(value) || type === 'array') return value;
  return type === 'integer' ? Number(value[0]) : value[0];
}

/** A parameter that may come once is told as a single value, though it is parsed as a list of at most one. */
function buildParameterSchema(name: string, field: z.ZodType): JsonSchema {
  const { items, maxItems, ...rest } = buildInlineSchema(field);
  const description = rest.description === undefined ? {} : { description: rest.description };
  if (name === 'limit') {
    return { type: 'integer', minimum: 1, maximum: pageLimits.max, default: pageLimits.default, ...description };
  }
  const single = maxItems === 1 && typeof items === 'object' && !Array.isArray(items);
  return single ? { ...items, ...description } : buildInlineSchema(field);
}

const buildRequestBody = (endpoint: Endpoint, body: z.ZodObject, examples: Record<string, OperationExample>) => ({
  required: !body.safeParse({}).success,
  content: {
    'application/json': {
      schema: { $ref: toSchemaRef(toRequestSchemaName(endpoint)) },
      examples: toMediaExamples(examples, 'body'),
    },
  },
});

const describeSuccessResponse = (
  endpoint: Endpoint,
  schemaName: string,
  examples: Record<string, OperationExample>,
) => ({
  description:
    endpoint.success.status === 201 ? 'Made.' : isCommandEndpoint(endpoint) ? 'Done, or scheduled.' : 'Found.',
  headers: {
    'X-Request-Id': toHeaderRef('RequestId'),
    ...(isCommandEndpoint(endpoint) && { 'Idempotent-Replayed': toHeaderRef('IdempotentReplayed') }),
    ...(endpoint.success.status === 201 && { Location: toHeaderRef('Location') }),
  },
  content: {
    'application/json': { schema: { $ref: toSchemaRef(schemaName) }, examples: toMediaExamples(examples, 'answer') },
  },
});
