import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { clientTypes } from '../../infra/openapi/client-types.ts';
import { collectionText } from '../../infra/openapi/collection.ts';

const stored = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('the types of the client are those of the document', async () => {
  expect(await clientTypes(stored('openapi.json'))).toBe(stored('client/src/schema.ts'));
});

it('the collection holds the examples of the document', () => {
  expect(collectionText()).toBe(stored('client/examples/connect.postman_collection.json'));
});
