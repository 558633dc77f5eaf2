import type { JsonSchema } from './json-schemas.ts';

interface DocumentedApi {
  paths: Record<string, Record<string, { responses: Record<string, DocumentedResponse> }>>;
  components: { schemas: Record<string, JsonSchema> };
}

interface DocumentedResponse {
  content?: { 'application/json'?: { schema: JsonSchema } };
}

/** The table of the fields that every success of an operation has, from the text of the document. */
export function generateRequiredFields(document: string): string {
  const { paths, components }: DocumentedApi = JSON.parse(document);
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => {
      const fields = listRequiredFields(findSuccessSchema(responses), components.schemas);
      return `  '${method.toUpperCase()} ${path}': [${fields.map(field => `'${field}'`).join(', ')}],`;
    }),
  );
  return [
    '// Written by `npm run openapi`; not to be edited.',
    '',
    '/** The fields that the body of every success has, by method and path. */',
    'export const requiredFields: Readonly<Record<string, readonly string[]>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

function findSuccessSchema(responses: Record<string, DocumentedResponse>): JsonSchema {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  return success?.content?.['application/json']?.schema ?? {};
}

/** The fields that all variants of a schema require. */
function listRequiredFields(schema: JsonSchema, schemas: Record<string, JsonSchema>): string[] {
  if (schema.$ref !== undefined) return listRequiredFields(findByRef(schema.$ref, schemas), schemas);
  const [first, ...others] = (schema.oneOf ?? [schema]).map(variant =>
    variant === schema ? (schema.required ?? []) : listRequiredFields(variant, schemas),
  );
  return (first ?? []).filter(field => others.every(fields => fields.includes(field)));
}

function findByRef(ref: string, schemas: Record<string, JsonSchema>): JsonSchema {
  const schema = schemas[ref.slice(ref.lastIndexOf('/') + 1)];
  if (!schema) throw new Error(`The document has no schema ${ref}.`);
  return schema;
}
