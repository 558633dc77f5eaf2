import { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { allEndpoints, type OperationName } from '../../functions/endpoints.ts';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import {
  createReleaseCheck,
  findFault,
  type InvocationResult,
  type Releases,
} from '../../lib/deployment/release-check.ts';
import { buildSyntheticRequests } from '../../lib/deployment/synthetic-request.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const event = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' };
const version = { functionName: 'connect-dev-create-license', version: '7' };
const [createLicense] = allEndpoints.filter(({ operation }) => operation === 'createLicense') as [Endpoint];

/** Runs the check of a version that responds in a given way. @returns what it sent, and what CodeDeploy was told */
async function check(respond: (event: object) => Promise<InvocationResult>, functionName = version.functionName) {
  const sent: object[] = [];
  const results: boolean[] = [];
  const releases: Releases = {
    findNewVersion: async () => ({ ...version, functionName }),
    invoke: (_, request) => {
      sent.push(request);
      return respond(request);
    },
    reportResult: async (_, isAccepted) => {
      results.push(isAccepted);
    },
  };
  const endpointsByFunction = new Map([[version.functionName, createLicense]]);
  await createReleaseCheck({ releases, endpointsByFunction, logger: new Logger({ logLevel: 'SILENT' }) })(event);
  return { sent, results };
}

const unauthorized = { payload: JSON.stringify({ statusCode: 401 }) };

describe('the check of a new version', () => {
  it('lets the release continue after two correct responses', async () => {
    const { sent, results } = await check(async () => unauthorized);
    expect(results).toEqual([true]);
    expect(sent).toMatchObject([
      { httpMethod: 'POST', resource: '/licenses', headers: { 'Content-Type': 'application/json' } },
      { headers: { 'X-API-Key': expect.stringMatching(/^connect_test_release-check_/) } },
    ]);
  });

  it.each<[string, () => Promise<InvocationResult>]>([
    ['crashes at its start', async () => ({ functionError: 'Unhandled', payload: '{"errorType":"ReferenceError"}' })],
    ['cannot read the tables', async () => ({ payload: JSON.stringify({ statusCode: 500 }) })],
    ['responds with something else', async () => ({ payload: 'null' })],
    ['responds with no JSON', async () => ({ payload: '' })],
    ['cannot be started', () => Promise.reject(new Error('AccessDenied'))],
  ])('stops the release of a version that %s', async (_title, respond) => {
    expect((await check(respond)).results).toEqual([false]);
  });

  it('stops the release of an unknown function', async () => {
    expect((await check(async () => unauthorized, 'connect-dev-other')).results).toEqual([false]);
  });

  it('says what is wrong', () => {
    const request = { title: 'a request', event: { path: '/' }, status: 401 };
    expect(findFault(request, { payload: '{"statusCode":500}' })).toBe(
      'To a request, the version responded 500 instead of 401: {"statusCode":500}',
    );
    expect(findFault(request, { functionError: 'Unhandled', payload: '{}' })).toBe(
      'To a request, the version gave no response (Unhandled): {}',
    );
  });
});

describe('synthetic requests', () => {
  const world = useWorld(useEngine());

  it.each(allEndpoints.filter(({ auth }) => auth !== 'sign-in'))(
    'get the response of a working version, which reads the tables: $operation',
    async ({ operation, auth, ...endpoint }) => {
      const { text } = generateApiKey({ tenantId: 'release-check', mode: 'test' }, { scopes: [], createdAt: '' });
      const requests = buildSyntheticRequests({ ...endpoint, operation, ...(auth && { auth }) }, text);
      for (const { event, status } of requests) {
        const response = await world.handleEvent(operation as OperationName, event as unknown as APIGatewayProxyEvent);
        expect(response.status).toBe(status);
      }
      // A portal session cannot be invented. The health check does not count its read.
      if (auth === undefined) expect(world.lastReport.calls).toBeGreaterThan(0);
    },
  );
});
