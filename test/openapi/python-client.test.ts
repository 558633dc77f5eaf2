import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../tools/openapi/json-schemas.ts';
import { createPythonModels } from '../../tools/openapi/python-models.ts';
import { formatDocstring } from '../../tools/openapi/python-text.ts';

const formatModel = (schema: JsonSchema, schemas: Record<string, JsonSchema> = {}): string => {
  const models = createPythonModels({ ...schemas, Model: schema });
  models.toType({ $ref: '#/components/schemas/Model' }, 'Model');
  return models.format().split('\n\n\n').slice(1).join('\n\n');
};

describe('a Python model', () => {
  it('defines nested types before the type that has them', () => {
    const nested: JsonSchema = { type: 'object', properties: { size: { type: 'integer' } }, required: ['size'] };
    expect(formatModel({ type: 'object', properties: { parts: { type: 'array', items: nested } } })).toBe(
      'class ModelPartsItem(TypedDict):\n    size: int\n\nclass Model(TypedDict):\n    parts: NotRequired[list[ModelPartsItem]]\n',
    );
  });

  it('of a union that is too long for a line is not a tuple', () => {
    const names = ['First', 'Second', 'Third'].map(name => name.repeat(8));
    const schemas = Object.fromEntries(names.map(name => [name, { type: 'object' as const, properties: {} }]));
    const union = formatModel({ oneOf: names.map(name => ({ $ref: `#/components/schemas/${name}` })) }, schemas);
    expect(union).toContain(`Model: TypeAlias = (\n    ${names.join('\n    | ')}\n)\n`);
  });

  it('of a text that can also be a certain word is a text', () => {
    expect(formatModel({ anyOf: [{ type: 'string' }, { type: 'string', enum: ['erased'] }] })).toBe(
      'Model: TypeAlias = str\n',
    );
  });

  it('cannot have a field whose name is a keyword of Python', () => {
    expect(() => formatModel({ type: 'object', properties: { from: { type: 'string' } } })).toThrow(
      'from is not a name in Python',
    );
  });
});

describe('a docstring', () => {
  it.each([
    ['a "quoted" word', '"""a "quoted" word"""\n'],
    ['the last "word"', '"""the last "word\\""""\n'],
    ['three """ quotes', '"""three \\""" quotes"""\n'],
    ['^\\d+$', '"""^\\\\d+$"""\n'],
    ['one\n\ntwo', '"""one\n\ntwo\n"""\n'],
  ])('of %j is valid', (text, docstring) => {
    expect(formatDocstring(text, '')).toBe(docstring);
  });
});
