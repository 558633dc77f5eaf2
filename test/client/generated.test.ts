import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateClientEnums } from '../../tools/openapi/client-enums.ts';
import { generateClientTypes } from '../../tools/openapi/client-types.ts';
import { buildLlmsText } from '../../tools/openapi/llms-text.ts';
import { formatPostmanCollection } from '../../tools/openapi/postman.ts';
import { generatePythonClient } from '../../tools/openapi/python-operations.ts';
import { generateRequiredFields } from '../../tools/openapi/required-fields.ts';

const stored = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('the types of the client match the OpenAPI document', async () => {
  expect(await generateClientTypes(stored('openapi.json'))).toBe(stored('client/src/schema.ts'));
  expect(await generateClientTypes(stored('portal-openapi.json'))).toBe(stored('client/src/portal-schema.ts'));
});

it('the models and operations of the Python client match the OpenAPI document', () => {
  expect(generatePythonClient(JSON.parse(stored('openapi.json')))).toEqual({
    models: stored('client/python/src/connect_api/models.py'),
    operations: stored('client/python/src/connect_api/_operations.py'),
  });
});

it('the text for language models matches the operations', () => {
  expect(buildLlmsText()).toBe(stored('llms.txt'));
});

it('the collection has the examples of the OpenAPI document', () => {
  expect(formatPostmanCollection()).toBe(stored('client/examples/connect.postman_collection.json'));
});

it('the enums and the required fields match the OpenAPI document', () => {
  expect(generateClientEnums(stored('openapi.json'))).toBe(stored('client/src/enums.ts'));
  expect(generateRequiredFields(stored('openapi.json'))).toBe(stored('client/src/required-fields.ts'));
});
