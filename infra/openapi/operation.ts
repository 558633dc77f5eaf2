import type * as z from 'zod';
import { type Endpoint, isCommand } from '../../lib/schemas/endpoint.ts';
import { pageLimits } from '../../lib/schemas/page.ts';
import { Unusable } from '../local/unusable.ts';
import { operationDescriptions, pathParameterDescriptions, tags } from './descriptions.ts';
import { errorResponses } from './error-responses.ts';
import { type Example, examplesOf, mediaExamples } from './examples.ts';
import { commandParameterRefs, headerRef } from './headers.ts';
import { inlineSchema, type JsonSchema, refTo } from './schemas.ts';

/** The group of an endpoint. @throws Unusable */
export function tagOf({ path }: Endpoint): (typeof tags)[string] {
  const [, segment = ''] = path.split('/');
  const tag = tags[segment];
  if (!tag) throw new Unusable(`infra/openapi/descriptions.ts: tags has no words for ${path}.`);
  return tag;
}

const pascal = (operation: string): string => operation.slice(0, 1).toUpperCase() + operation.slice(1);

/** The name of the schema of its body. */
export const requestName = ({ operation }: Endpoint): string => `${pascal(operation)}Request`;
/** The name of the schema of its success, where that is no resource. */
export const responseName = ({ operation }: Endpoint): string => `${pascal(operation)}Response`;

/** An endpoint as the document has it. @param nameOf - the name of a schema that has one */
export function operationOf(endpoint: Endpoint, nameOf: (schema: z.ZodType) => string) {
  const { operation, summary, scope, success } = endpoint;
  const examples = examplesOf(endpoint);
  return {
    operationId: operation,
    summary,
    description: descriptionOf(endpoint),
    tags: [tagOf(endpoint).name],
    security: [{ apiKey: [scope] }],
    parameters: [
      ...parametersOf('path', endpoint.pathParameters, examples),
      ...parametersOf('query', endpoint.query, examples),
      ...(isCommand(endpoint) ? commandParameterRefs : []),
    ],
    ...(endpoint.body && { requestBody: requestBodyOf(endpoint, endpoint.body, examples) }),
    responses: {
      [String(success.status)]: successOf(endpoint, nameOf(success.schema), examples),
      ...errorResponses(endpoint),
    },
  };
}

function descriptionOf(endpoint: Endpoint): string {
  const own = operationDescriptions[endpoint.operation];
  if (own === undefined) {
    throw new Unusable(`infra/openapi/descriptions.ts: operationDescriptions has no words for ${endpoint.operation}.`);
  }
  const needs = `Needs an API key with the scope \`${endpoint.scope}\`.`;
  const once =
    'Send an idempotency key, and the same one with every repeat: however often it is sent, it happens once.';
  return [own, isCommand(endpoint) ? `${needs} ${once}` : needs].join('\n\n');
}

function parametersOf(where: 'path' | 'query', { shape }: z.ZodObject, examples: Record<string, Example>) {
  return Object.entries(shape).map(([name, field]) => {
    const { description = pathParameterDescriptions[name], ...schema } = parameterSchema(name, field as z.ZodType);
    if (description === undefined) throw new Unusable(`The parameter ${name} has no description.`);
    const required = where === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    const sent = Object.entries(examples).flatMap(([example, { summary, [where]: values = {} }]) =>
      name in values ? [[example, { summary, value: exampleIn(values[name], schema) }]] : [],
    );
    const shown = sent.length > 0 && { examples: Object.fromEntries(sent) };
    return { in: where, name, required, description, schema, ...shown };
  });
}

function exampleIn(value: string | string[] | undefined, { type }: JsonSchema): unknown {
  if (!Array.isArray(value) || type === 'array') return value;
  return type === 'integer' ? Number(value[0]) : value[0];
}

/** A parameter that may come once is told as a single value, though it is parsed as a list of at most one. */
function parameterSchema(name: string, field: z.ZodType): JsonSchema {
  const { items, maxItems, ...rest } = inlineSchema(field);
  const description = rest.description === undefined ? {} : { description: rest.description };
  if (name === 'limit') {
    return { type: 'integer', minimum: 1, maximum: pageLimits.max, default: pageLimits.default, ...description };
  }
  const single = maxItems === 1 && typeof items === 'object' && !Array.isArray(items);
  return single ? { ...items, ...description } : inlineSchema(field);
}

const requestBodyOf = (endpoint: Endpoint, body: z.ZodObject, examples: Record<string, Example>) => ({
  required: !body.safeParse({}).success,
  content: {
    'application/json': { schema: { $ref: refTo(requestName(endpoint)) }, examples: mediaExamples(examples, 'body') },
  },
});

const successOf = (endpoint: Endpoint, schemaName: string, examples: Record<string, Example>) => ({
  description: endpoint.success.status === 201 ? 'Made.' : isCommand(endpoint) ? 'Done, or scheduled.' : 'Found.',
  headers: {
    'X-Request-Id': headerRef('RequestId'),
    ...(isCommand(endpoint) && { 'Idempotent-Replayed': headerRef('IdempotentReplayed') }),
    ...(endpoint.success.status === 201 && { Location: headerRef('Location') }),
  },
  content: {
    'application/json': { schema: { $ref: refTo(schemaName) }, examples: mediaExamples(examples, 'answer') },
  },
});
