import { UserError } from '../../lib/user-error.ts';
import type { JsonSchema } from './json-schemas.ts';
import {
  formatDocstring,
  formatPythonHeader,
  formatPythonList,
  lineWidth,
  requirePythonName,
  toPascalCase,
} from './python-text.ts';

/** Collects the definitions of Python types, each one after those that it refers to. */
export interface PythonModels {
  /**
   * Returns the type of a schema, and adds the definitions that it needs.
   *
   * @param name - the name of the type if the schema has none
   */
  toType(schema: JsonSchema, name: string): string;
  /** Formats the file with the definitions. */
  format(): string;
}

/**
 * Creates the collection. Objects become `TypedDict`: at run time they are the parsed JSON, with every field and value that a newer
 * server adds.
 */
export function createPythonModels(schemas: Record<string, JsonSchema>): PythonModels {
  const definitions = new Map<string, string>();

  function toType(schema: JsonSchema, name: string): string {
    if (schema.$ref !== undefined) return defineNamedSchema(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1));
    const variants = schema.oneOf ?? schema.anyOf;
    if (variants) return toUnion(variants.map(variant => toType(variant, name)));
    if (schema.enum) return toLiteral(schema.enum as string[], name);
    if (Array.isArray(schema.type)) return toUnion(schema.type.map(type => toType({ ...schema, type }, name)));
    if (schema.type === 'array') return `list[${toType(toSchema(schema.items), `${name}Item`)}]`;
    if (schema.type === 'object') return toObjectType(schema, name);
    return scalarTypes[schema.type ?? ''] ?? 'Any';
  }

  function defineNamedSchema(name: string): string {
    const schema = schemas[name];
    if (!schema) throw new UserError(`The document has no schema ${name}.`);
    if (definitions.has(name)) return name;
    const type = toType(schema, name);
    if (type !== name) definitions.set(name, formatAlias(name, type, schema));
    return name;
  }

  function toLiteral(values: readonly string[], name: string): string {
    const literals = values.map(value => JSON.stringify(value));
    if (literals.length === 1) return `Literal[${literals}]`;
    return define(name, formatPythonList(`${name}: TypeAlias = Literal[`, literals, ']', ''));
  }

  function toObjectType(schema: JsonSchema, name: string): string {
    const { properties, additionalProperties, required = [] } = schema;
    if (!properties) return `dict[str, ${toType(toSchema(additionalProperties), `${name}Value`)}]`;
    const fields = Object.entries(properties).map(([field, value]) => {
      const property = toSchema(value);
      const type = toType(property, `${name}${toPascalCase(field)}`);
      const line = `    ${requirePythonName(field)}: ${required.includes(field) ? type : `NotRequired[${type}]`}\n`;
      return line + formatDescription(property, '    ');
    });
    const body = fields.length > 0 ? fields.join('') : '    pass\n';
    const docstring = formatDescription(schema, '    ');
    return define(name, `class ${name}(TypedDict):\n${docstring && `${docstring}\n`}${body}`);
  }

  /** @throws UserError if two different types would have the same name */
  function define(name: string, text: string): string {
    if ((definitions.get(name) ?? text) !== text) throw new UserError(`Two Python types would have the name ${name}.`);
    definitions.set(name, text);
    return name;
  }

  return {
    toType,
    format: () => `${fileHeader}\n${[...definitions.values()].map(text => `\n${text}`).join('\n')}`,
  };
}

const scalarTypes: Record<string, string | undefined> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  null: 'None',
};

const toSchema = (schema: unknown): JsonSchema =>
  typeof schema === 'object' && schema !== null ? (schema as JsonSchema) : {};

/** A literal next to `str` adds nothing. */
function toUnion(types: readonly string[]): string {
  const isRedundant = (type: string) => types.includes('str') && type.startsWith('Literal[');
  return [...new Set(types.filter(type => !isRedundant(type)))].join(' | ');
}

const formatDescription = ({ description }: JsonSchema, indent: string): string =>
  description === undefined ? '' : formatDocstring(description, indent);

function formatAlias(name: string, type: string, schema: JsonSchema): string {
  const line = `${name}: TypeAlias = ${type}\n`;
  const text =
    line.length > lineWidth ? `${name}: TypeAlias = (\n    ${type.replaceAll(' | ', '\n    | ')}\n)\n` : line;
  return text + formatDescription(schema, '');
}

const fileHeader = `${formatPythonHeader('The types of requests and responses. Their fields have the names of the JSON.')}
from typing import Any, Literal, TypeAlias

from typing_extensions import NotRequired, TypedDict
`;
