import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateClientTypes } from '../../tools/openapi/client-types.ts';
import { formatPostmanCollection } from '../../tools/openapi/postman.ts';

const stored = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('the types of the client are those of the document', async () => {
  expect(await generateClientTypes(stored('openapi.json'))).toBe(stored('client/src/schema.ts'));
});

it('the collection holds the examples of the document', () => {
  expect(formatPostmanCollection()).toBe(stored('client/examples/connect.postman_collection.json'));
});
