import type { JsonSchema } from './json-schemas.ts';

/** The values of every field that has a fixed set of them, from the text of the document. */
export function generateClientEnums(document: string): string {
  const { components }: { components: { schemas: Record<string, JsonSchema> } } = JSON.parse(document);
  const enums = Object.entries(components.schemas).flatMap(([name, schema]) => [
    ...listDiscriminators(name, schema),
    ...listEnums(name, name, schema),
  ]);
  return ['// Written by `npm run openapi`; not to be edited.', ...enums.map(formatEnum)].join('\n\n');
}

interface ClientEnum {
  name: string;
  /** The field on the wire, for example `License.status`. */
  field: string;
  values: readonly string[];
}

/** The values by which a reader of a union recognises its variants. */
function listDiscriminators(name: string, { discriminator }: JsonSchema): ClientEnum[] {
  const { propertyName, mapping } = (discriminator ?? {}) as { propertyName?: string; mapping?: object };
  if (propertyName === undefined || !mapping) return [];
  return [{ name: name + capitalize(propertyName), field: `${name}.${propertyName}`, values: Object.keys(mapping) }];
}

/** The enums of the fields of a schema. A single value is not a choice; the discriminator of the union has it. */
function listEnums(name: string, field: string, schema: JsonSchema): ClientEnum[] {
  const values = (schema.enum ?? []) as string[];
  const own = values.length > 1 ? [{ name, field, values }] : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([property, value]) =>
    listEnums(name + capitalize(property), `${field}.${property}`, value as JsonSchema),
  );
  const items = schema.items === undefined ? [] : listEnums(name, `${field}[]`, schema.items as JsonSchema);
  return [...own, ...fields, ...items];
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const formatEnum = ({ name, field, values }: ClientEnum): string =>
  [
    `/** The values of \`${field}\`. A newer server can return others. */`,
    `export const ${name} = {`,
    ...values.map(value => `  ${/^\w+$/.test(value) ? value : `'${value}'`}: '${value}',`),
    '} as const;',
    `export type ${name} = (typeof ${name})[keyof typeof ${name}];\n`,
  ].join('\n');
