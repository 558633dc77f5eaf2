import { endpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import type { OperationExample } from './examples.ts';
import { commonScript, listScripts, storedIds, toScriptEvent } from './postman-scripts.ts';
import { type CollectionStep, listFolderSteps } from './postman-steps.ts';

/** Formats every example of every operation as a Postman collection v2.1, which other API clients can import, too. */
export const formatPostmanCollection = (): string => `${JSON.stringify(buildCollection(), null, 2)}\n`;

const buildCollection = () => ({
  info: {
    name: 'Connect API',
    description:
      'Set baseUrl and apiKey. The requests use the demo data of `npm start`; its API key is in .local/demo.json.\n\n' +
      'Each folder can be run by itself, and again: it creates what it changes. The IDs of created resources are stored in variables of the collection, for the requests after it.',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: {
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'X-API-Key' },
      { key: 'value', value: '{{apiKey}}' },
      { key: 'in', value: 'header' },
    ],
  },
  event: [toScriptEvent(commonScript)],
  variable: [
    { key: 'baseUrl', value: 'http://127.0.0.1:3000' },
    { key: 'apiKey', value: '' },
    ...Object.entries(storedIds).map(([key, value]) => ({ key, value })),
  ],
  item: endpoints.map(endpoint => ({
    name: endpoint.summary,
    item: listFolderSteps(endpoint).map(buildCollectionItem),
  })),
});

function buildCollectionItem(step: CollectionStep) {
  const { name, endpoint } = step;
  const example = useStoredIds(step);
  return {
    name,
    event: listScripts(step, example).map(toScriptEvent),
    request: {
      method: endpoint.method,
      header: listHeaders(endpoint),
      url: buildCollectionUrl(endpoint, example),
      ...(example.body && { body: { mode: 'raw', raw: JSON.stringify(example.body, null, 2) } }),
    },
  };
}

/** Replaces the IDs of the demo data by variables: in commands, which change the resource, and in reads of the initial value. */
function useStoredIds({ endpoint, example }: CollectionStep): OperationExample {
  const isStored = (name: string, value: unknown): boolean =>
    name === 'eventId' ||
    ((name === 'licenseId' || name === 'orderId') && (isCommandEndpoint(endpoint) || value === storedIds[name]));
  const { path, body } = example;
  const replaced = JSON.parse(JSON.stringify({ path, body }), (name, value) =>
    isStored(name, value) ? `{{${name}}}` : value,
  );
  return { ...example, ...replaced };
}

const listHeaders = (endpoint: Endpoint) => [
  ...(isCommandEndpoint(endpoint) ? [{ key: 'Content-Type', value: 'application/json' }] : []),
  ...(endpoint.operation === 'createLicense' || endpoint.readsRecord ? [storedIdempotencyKey] : []),
  ...(isCommandEndpoint(endpoint) && endpoint.operation !== 'createLicense' ? [newIdempotencyKey] : []),
];

const storedIdempotencyKey = {
  key: 'X-Idempotency-Key',
  value: '{{idempotencyKey}}',
  description: 'The idempotency key of the latest license that was created.',
};

const newIdempotencyKey = {
  key: 'X-Idempotency-Key',
  value: '{{$guid}}',
  description: 'A new idempotency key for each command; the same one for a retry.',
};

function buildCollectionUrl({ path }: Endpoint, example: OperationExample) {
  const segments = path.split('/').slice(1);
  const query = Object.entries(example.query ?? {}).flatMap(([key, values]) => values.map(value => ({ key, value })));
  const queryString = query.map(({ key, value }) => `${key}=${encodeURIComponent(value)}`).join('&');
  const pathTemplate = segments.map(step => step.replace(/^\{(.+)\}$/, ':$1'));
  return {
    raw: `{{baseUrl}}/${pathTemplate.join('/')}${queryString && `?${queryString}`}`,
    host: ['{{baseUrl}}'],
    path: pathTemplate,
    ...(query.length > 0 && { query }),
    variable: Object.entries(example.path ?? {}).map(([key, value]) => ({ key, value })),
  };
}
