import { UserError } from '../../lib/user-error.ts';
import type { JsonSchema } from './json-schemas.ts';
import { createPythonModels, type PythonModels } from './python-models.ts';
import {
  formatDocstring,
  formatPythonHeader,
  formatPythonList,
  requirePythonName,
  toPascalCase,
  toSnakeCase,
} from './python-text.ts';

/** The parts of an OpenAPI document from which the Python client is generated. */
export interface ClientDocument {
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, JsonSchema>; parameters: Record<string, ParameterObject> };
}

interface OperationObject {
  operationId: string;
  summary: string;
  description: string;
  parameters: (ParameterObject | { $ref: string })[];
  requestBody?: { required: boolean; content: MediaContent };
  responses: Record<string, { content?: MediaContent }>;
}

interface ParameterObject {
  in: 'path' | 'query' | 'header';
  name: string;
  required?: boolean;
  schema: JsonSchema;
}

type MediaContent = Record<string, { schema: JsonSchema }>;

/** An operation with the types of its arguments and of its result. */
interface PythonOperation {
  method: string;
  path: string;
  operation: OperationObject;
  pathNames: string[];
  query: PythonParameter[];
  idempotencyKey: 'none' | 'optional' | 'required';
  body: { type: string; isRequired: boolean } | undefined;
  result: { type: string; schema: JsonSchema };
}

interface PythonParameter {
  name: string;
  type: string;
}

/** Generates the models and the operations of the Python client. @throws UserError if the document cannot be expressed */
export function generatePythonClient(document: ClientDocument): { models: string; operations: string } {
  const models = createPythonModels(document.components.schemas);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      readOperation({ path, method: method.toUpperCase(), operation }, document, models),
    ),
  );
  for (const name of ['ApiError', 'Event']) models.toType({ $ref: name }, name);
  return { models: models.format(), operations: formatOperations(operations, document) };
}

function readOperation(
  { path, method, operation }: Pick<PythonOperation, 'path' | 'method' | 'operation'>,
  { components }: ClientDocument,
  models: PythonModels,
): PythonOperation {
  const name = toPascalCase(operation.operationId);
  const parameters = operation.parameters.map(parameter =>
    '$ref' in parameter ? readParameter(parameter.$ref, components.parameters) : parameter,
  );
  const header = parameters.find(parameter => parameter.in === 'header');
  const body = operation.requestBody?.content['application/json'];
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const result = success?.content?.['application/json'];
  if (!result) throw new UserError(`${operation.operationId} has no success response.`);
  return {
    path,
    method,
    operation,
    pathNames: parameters.filter(parameter => parameter.in === 'path').map(parameter => parameter.name),
    query: parameters
      .filter(parameter => parameter.in === 'query')
      .map(parameter => ({ name: parameter.name, type: toArgumentType(parameter, name, models) })),
    idempotencyKey: header ? (header.required ? 'required' : 'optional') : 'none',
    body: body && {
      type: toModelType(body.schema, `${name}Request`, models),
      isRequired: operation.requestBody?.required ?? false,
    },
    result: { type: toModelType(result.schema, `${name}Response`, models), schema: result.schema },
  };
}

function readParameter(reference: string, parameters: Record<string, ParameterObject>): ParameterObject {
  const parameter = parameters[reference.slice(reference.lastIndexOf('/') + 1)];
  if (!parameter) throw new UserError(`The document has no parameter ${reference}.`);
  return parameter;
}

const builtInTypes = /^(?:str|int|float|bool)$/;

const toModelType = (schema: JsonSchema, name: string, models: PythonModels): string => {
  const type = models.toType(schema, name);
  return builtInTypes.test(type) || type.includes('[') ? type : `models.${type}`;
};

/** A filter accepts one value, too. */
function toArgumentType({ name, schema }: ParameterObject, operation: string, models: PythonModels): string {
  if (schema.type !== 'array') return toModelType(schema, operation + toPascalCase(name), models);
  const item = toModelType(schema.items as JsonSchema, operation + toPascalCase(name), models);
  return `${item} | Sequence[${item}]`;
}

function formatOperations(operations: readonly PythonOperation[], document: ClientDocument): string {
  const methods = operations.flatMap(operation => [
    formatMethod(operation),
    ...formatIterator(operation, document.components.schemas),
  ]);
  return `${fileHeader}${methods.map(text => `\n${text}`).join('')}`;
}

/** The name of an argument. */
const toArgument = (name: string): string => requirePythonName(toSnakeCase(name));

const toOptionalArgument = ({ name, type }: PythonParameter): string => `${toArgument(name)}: ${type} | None = None`;

function formatMethod({ path, method, operation, pathNames, query, idempotencyKey, body, result }: PythonOperation) {
  const named = [
    ...query.map(toOptionalArgument),
    ...(idempotencyKey === 'optional' ? ['idempotency_key: str | None = None'] : []),
  ];
  const signature = [
    'self',
    ...pathNames.map(name => `${toArgument(name)}: str`),
    ...(body ? [`body: ${body.type}${body.isRequired ? '' : ' | None = None'}`] : []),
    ...(idempotencyKey === 'required' ? ['idempotency_key: str'] : []),
    ...(named.length > 0 ? ['*', ...named] : []),
  ];
  const request = [
    JSON.stringify(method),
    formatPath(path),
    result.type,
    ...(query.length > 0 ? ['query=query'] : []),
    ...(body ? [body.isRequired ? 'body=body' : 'body=body or {}'] : []),
    ...(idempotencyKey === 'none' ? [] : ['idempotency_key=idempotency_key']),
  ];
  return [
    formatPythonList(`def ${toSnakeCase(operation.operationId)}(`, signature, `) -> ${result.type}:`, '    '),
    formatDocstring(`${operation.summary}.\n\n\`${method} ${path}\`\n\n${operation.description}`, '        '),
    ...(query.length > 0 ? [formatQuery(query)] : []),
    formatPythonList('request = ApiRequest(', request, ')', '        '),
    `        return cast(${result.type}, self._send(request))\n`,
  ].join('');
}

const formatQuery = (query: readonly PythonParameter[]): string =>
  formatPythonList(
    'query: QueryValues = {',
    query.map(({ name }) => `"${name}": ${toSnakeCase(name)}`),
    '}',
    '        ',
  );

/** `/licenses/{licenseId}` → `f"/licenses/{to_segment('license_id', license_id)}"`. */
function formatPath(path: string): string {
  if (!path.includes('{')) return JSON.stringify(path);
  return `f"${path.replace(/\{(\w+)\}/g, (_, name) => `{to_segment('${toSnakeCase(name)}', ${toSnakeCase(name)})}`)}"`;
}

/** Formats the iterator over the items of all pages of a list. */
function formatIterator({ operation, query, result }: PythonOperation, schemas: Record<string, JsonSchema>): string[] {
  if (!query.some(({ name }) => name === 'cursor')) return [];
  const page = resolveSchema(result.schema, schemas);
  const isFeed = 'caughtUp' in (resolveProperty(page, 'pagination', schemas).properties ?? {});
  const list = toSnakeCase(operation.operationId);
  const filters = query.filter(({ name }) => name !== 'cursor');
  const named = [...filters.map(toOptionalArgument), ...(isFeed ? ['poll_seconds: float | None = None'] : [])];
  const pass = ({ name }: PythonParameter) =>
    `${toSnakeCase(name)}=${name === 'after' ? 'after if cursor is None else None' : toSnakeCase(name)}`;
  const item = readItemType(page);
  return [
    [
      formatPythonList(
        `def ${list.replace('list_', 'iter_')}(`,
        ['self', '*', ...named],
        `) -> Iterator[${item}]:`,
        '    ',
      ),
      formatDocstring(isFeed ? describeFeed(list) : describePages(list), '        '),
      `\n        def read_page(cursor: str | None) -> ${result.type}:\n`,
      formatPythonList(`return self.${list}(`, [...filters.map(pass), 'cursor=cursor'], ')', '            '),
      `\n        return ${isFeed ? 'iterate_feed(read_page, poll_seconds)' : 'iterate_pages(read_page)'}\n`,
    ].join(''),
  ];
}

const describePages = (list: string): string =>
  `Iterates over the items of all pages of \`${list}\`. \`limit\` is the size of a page.`;

const describeFeed = (list: string): string =>
  `Iterates over the events of all pages of \`${list}\`, oldest first. \`limit\` is the size of a page.\n\n` +
  'Ends when nothing follows at the moment. With `poll_seconds` it does not end: it asks for new events again and again, ' +
  'after a pause of this length. To continue later, store the `eventId` of the last event that you have processed, and pass it as ' +
  '`after`.';

const resolveSchema = (schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema =>
  schema.$ref === undefined ? schema : (schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {});

const resolveProperty = (schema: JsonSchema, name: string, schemas: Record<string, JsonSchema>): JsonSchema =>
  resolveSchema((schema.properties?.[name] ?? {}) as JsonSchema, schemas);

function readItemType({ properties = {} }: JsonSchema): string {
  const reference = ((properties.items as JsonSchema | undefined)?.items as JsonSchema | undefined)?.$ref;
  if (reference === undefined) throw new UserError('The items of a list must have a named schema.');
  return `models.${reference.slice(reference.lastIndexOf('/') + 1)}`;
}

const fileHeader = `${formatPythonHeader('The operations of the API.')}
from collections.abc import Iterator, Sequence
from typing import cast

from . import models
from ._pages import iterate_feed, iterate_pages
from ._request import ApiRequest, QueryValues, SendRequest, to_segment


class Operations:
    """One method for each operation of the API."""

    def __init__(self, send: SendRequest) -> None:
        self._send = send
`;
