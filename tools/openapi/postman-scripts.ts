import type { Endpoint } from '../../lib/contract/endpoint.ts';
import type { OperationExample } from './examples.ts';
import type { CollectionStep } from './postman-steps.ts';

/** Variables of the collection, which its requests set, with the IDs of the demo data as initial values. */
export const storedIds = { licenseId: 'demo-license', orderId: 'demo-order', eventId: '', idempotencyKey: '' };

type Script = [event: 'prerequest' | 'test', lines: string[]];

/** Converts a script to the form of the collection. */
export const toScriptEvent = ([listen, exec]: Script) => ({ listen, script: { type: 'text/javascript', exec } });

/** The check of every response. */
export const commonScript: Script = [
  'test',
  [`pm.test('has an X-Request-Id', () => pm.expect(pm.response.headers.get('X-Request-Id')).to.be.a('string'));`],
];

/** Scripts that check the response and store its IDs. */
export function listScripts({ endpoint, isReplay }: CollectionStep, example: OperationExample): Script[] {
  const { status } = endpoint.success;
  const checks = [
    `pm.test('responds with ${status}', () => pm.response.to.have.status(${status}));`,
    isReplay
      ? `pm.test('is a replay', () => pm.expect(pm.response.headers.get('Idempotent-Replayed')).to.equal('true'));`
      : `pm.test('is not a replay', () => pm.expect(pm.response.headers.has('Idempotent-Replayed')).to.equal(false));`,
    ...listBodyChecks(example, isReplay ? ['licenseId'] : []),
  ];
  const isKept = endpoint.operation === 'createLicense' && !isReplay;
  return [
    ...(isKept ? [['prerequest', [`pm.collectionVariables.set('idempotencyKey', ${newGuid});`]] satisfies Script] : []),
    ['test', [...checks, ...(isReplay ? [] : listAssignments(endpoint))]],
  ];
}

const newGuid = `pm.variables.replaceIn('{{$guid}}')`;

/** The response is that of the resource in the path, and a list has items. */
function listBodyChecks({ path = {}, response }: OperationExample, otherIds: string[]): string[] {
  const ids = [...Object.keys(path).filter(name => name in response), ...otherIds];
  return [
    ...ids.map(name => {
      const expected = `pm.variables.replaceIn('${path[name] ?? `{{${name}}}`}')`;
      return `pm.test('has the ${name}', () => pm.expect(pm.response.json().${name}).to.equal(${expected}));`;
    }),
    ...('items' in response
      ? [`pm.test('has items', () => pm.expect(pm.response.json().items).to.be.an('array'));`]
      : []),
  ];
}

const storedFields: Record<string, [variable: keyof typeof storedIds, field: string]> = {
  createLicense: ['licenseId', 'licenseId'],
  createOrder: ['orderId', 'orderId'],
  listEvents: ['eventId', 'items[0].eventId'],
};

function listAssignments({ operation }: Endpoint): string[] {
  const stored = storedFields[operation];
  return stored ? [`pm.collectionVariables.set('${stored[0]}', pm.response.json().${stored[1]});`] : [];
}
