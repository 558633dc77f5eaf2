import { endpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { type OperationExample, readExamples } from './examples.ts';

/** Formats every example of every operation as a Postman collection v2.1, which other API clients can import, too. */
export const formatPostmanCollection = (): string => `${JSON.stringify(buildCollection(), null, 2)}\n`;

const buildCollection = () => ({
  info: {
    name: 'Connect API',
    description:
      'Set baseUrl and apiKey. The requests use the demo data of `npm start`; its API key is in .local/demo.json.',
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
  variable: [
    { key: 'baseUrl', value: 'http://127.0.0.1:3000' },
    { key: 'apiKey', value: '' },
  ],
  item: endpoints.map(endpoint => ({
    name: endpoint.summary,
    item: Object.values(readExamples(endpoint)).map(example => buildCollectionItem(endpoint, example)),
  })),
});

const buildCollectionItem = (endpoint: Endpoint, example: OperationExample) => ({
  name: example.summary,
  request: {
    method: endpoint.method,
    header: listHeaders(endpoint, example),
    url: buildCollectionUrl(endpoint, example),
    ...(example.body && { body: { mode: 'raw', raw: JSON.stringify(example.body, null, 2) } }),
  },
});

const listHeaders = (endpoint: Endpoint, { idempotencyKey }: OperationExample) =>
  isCommandEndpoint(endpoint)
    ? commandHeaders
    : idempotencyKey === undefined
      ? []
      : [{ key: 'X-Idempotency-Key', value: idempotencyKey }];

const commandHeaders = [
  { key: 'Content-Type', value: 'application/json' },
  {
    key: 'X-Idempotency-Key',
    value: '{{$guid}}',
    description: 'A new key for each command; the same key for a retry.',
  },
];

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
