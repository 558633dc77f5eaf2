import type * as z from 'zod';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { pageLimits } from '../../lib/contract/pagination.ts';
import { buildCodeSamples } from './code-samples/code-samples.ts';
import { toRequestSchemaName, toResponseSchemaName } from './document-schemas.ts';
import { buildErrorResponses } from './error-responses.ts';
import { type OperationExample, readExamples, toMediaExamples } from './examples.ts';
import { commandParameterRefs, recordParameter, toHeaderRef } from './headers.ts';
import { convertSchema, type JsonSchema, toSchemaRef } from './json-schemas.ts';

/** Builds the operation object of an endpoint. */
export function buildOperationObject(endpoint: Endpoint) {
  const { auth, operation, summary, success, tag } = endpoint;
  const examples = readExamples(endpoint);
  return {
    operationId: operation,
    summary,
    description: buildDescription(endpoint),
    tags: [tag.name],
    security: toSecurity(endpoint),
    parameters: [
      ...buildParameters('path', endpoint.pathParameters, examples),
      ...buildParameters('query', endpoint.query, examples),
      ...(isCommandEndpoint(endpoint) ? commandParameterRefs : []),
      ...(endpoint.readsRecord ? [recordParameter] : []),
    ],
    ...(endpoint.body && { requestBody: buildRequestBody(endpoint, endpoint.body, examples) }),
    responses: {
      [String(success.status)]: buildSuccessResponse(endpoint, examples),
      ...buildErrorResponses(endpoint),
    },
    // People call the operations of the portal in the portal.
    ...((auth === undefined || auth === 'public') && { 'x-codeSamples': buildCodeSamples(endpoint) }),
  };
}

/** Lists the callers of an operation: an API key or a portal session, with the required scope. Empty: everybody. */
export function toSecurity({ auth, scope }: Pick<Endpoint, 'auth' | 'scope'> = {}): Record<string, string[]>[] {
  if (auth === 'public') return [];
  const scopes = scope === undefined ? [] : [scope];
  return [...(auth === undefined ? [{ apiKey: scopes }] : []), { portalSession: scopes }];
}

function describeScope({ auth, scope, readsRecord }: Endpoint): string {
  if (auth === 'public') return 'Needs no API key.';
  if (auth === 'portal') return scope === undefined ? '' : `Requires a role with the scope \`${scope}\`.`;
  if (scope !== undefined) return `Requires an API key with the scope \`${scope}\`.`;
  return readsRecord || auth ? '' : 'Every valid API key may call it.';
}

function buildDescription(endpoint: Endpoint): string {
  const scopeText = describeScope(endpoint);
  const idempotencyText =
    'Send an idempotency key, and send the same key with every retry: the command then runs only once.';
  const accessText = isCommandEndpoint(endpoint) ? `${scopeText} ${idempotencyText}` : scopeText;
  return [endpoint.description, accessText].filter(Boolean).join('\n\n');
}

function buildParameters(
  location: 'path' | 'query',
  { shape }: z.ZodObject,
  examples: Record<string, OperationExample>,
) {
  return Object.entries(shape).map(([name, field]) => {
    const { description, ...schema } = buildParameterSchema(name, field as z.ZodType);
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

/** Documents a parameter that can be sent only once as a single value, though it is parsed as an array. */
function buildParameterSchema(name: string, field: z.ZodType): JsonSchema {
  const { schema } = convertSchema(field, 'input');
  const { items, maxItems, ...rest } = schema;
  const description = rest.description === undefined ? {} : { description: rest.description };
  if (name === 'limit') {
    return {
      type: 'integer',
      minimum: 1,
      maximum: rest.maximum ?? pageLimits.max,
      default: pageLimits.default,
      ...description,
    };
  }
  const single = maxItems === 1 && typeof items === 'object' && !Array.isArray(items);
  return single ? { ...items, ...description } : schema;
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

const buildSuccessResponse = (endpoint: Endpoint, examples: Record<string, OperationExample>) => ({
  description: endpoint.success.description ?? (endpoint.success.status === 201 ? 'Created.' : 'OK.'),
  headers: {
    'X-Request-Id': toHeaderRef('RequestId'),
    ...(isCommandEndpoint(endpoint) && { 'Idempotent-Replayed': toHeaderRef('IdempotentReplayed') }),
    ...(endpoint.success.status === 201 && { Location: toHeaderRef('Location') }),
  },
  content: {
    'application/json': {
      schema: { $ref: toSchemaRef(toResponseSchemaName(endpoint)) },
      examples: toMediaExamples(examples, 'response'),
    },
  },
});
