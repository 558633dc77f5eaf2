import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { docsFunction, pageRoutes } from '../../functions/docs/routes.ts';
import { allEndpoints } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { portalFunction, portalPageRoutes } from '../../functions/portal/routes.ts';
import { readPageFiles } from '../../infra/docs-page-files.ts';
import { functionTimeoutMs, gatewayTimeoutMs } from '../../infra/timeouts.ts';
import { type Endpoint, listTableAccess } from '../../lib/contract/endpoint.ts';
import { requestTimeoutMs } from '../../lib/dynamodb/client.ts';
import { attemptDeadlineMs } from '../../lib/dynamodb/retry-budget.ts';
import { indexDefinitions } from '../../lib/dynamodb/tables.ts';
import { productionAccount, type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks('real');
const functionOf = (operation: string) =>
  Object.entries(stage.api('AWS::Lambda::Function')).find(
    ([, { Properties }]) => Properties.FunctionName === `connect-production-${toFunctionFolder(operation)}`,
  ) ?? expect.fail(`no function of ${operation}`);

/** The permissions that an endpoint declares, by resource. test/functions/permissions.test.ts compares them with its calls. */
function listDeclaredPermissions(endpoint: Endpoint): Record<string, string[]> {
  const { indexes = [] } = endpoint;
  const tables = Object.entries(listTableAccess(endpoint)).map(([table, actions]) => [
    toResourceName(table),
    actions.toSorted(),
  ]);
  const ofIndexes = indexes.map(index => [`${indexDefinitions[index].table}/index/${index}`, ['Query']]);
  return Object.fromEntries([...tables, ...ofIndexes]);
}

const toTableArn = (name: string): string =>
  `arn:aws:dynamodb:eu-central-1:${productionAccount}:table/connect-production-${name}`;

/** A function that accepts API keys may record their last use, and change nothing else of them. */
const lastUseCondition = {
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['tenantId', 'keyId', 'lastUsedOn'] },
  StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
};

const toResourceName = (table: string): string => (table === 'apiKeys' ? 'api-keys' : table);

describe('functions', () => {
  it('have the DynamoDB endpoint of their region, in any partition', () => {
    for (const { Environment } of stage.properties('AWS::Lambda::Function')) {
      expect(Environment.Variables.AWS_ENDPOINT_URL_DYNAMODB).toEqual({
        'Fn::Join': ['', ['https://dynamodb.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
      });
    }
  });

  it('exist once per endpoint, and each route calls its own', () => {
    const byId = (id: string) => stage.api('AWS::ApiGateway::Resource')[id].Properties;
    const pathOf = ({ Ref }: TemplateJson): string => {
      if (!Ref) return '';
      const { ParentId, PathPart } = byId(Ref);
      return `${pathOf(ParentId)}/${PathPart}`;
    };
    const aliases = Object.values(stage.api('AWS::Lambda::Alias')).map(({ Properties }) => Properties);
    const methods = stage.properties('AWS::ApiGateway::Method').filter(({ HttpMethod }) => HttpMethod !== 'ANY');
    const routes = methods.map(({ HttpMethod, ResourceId, Integration }) => {
      const [, name = 'pages'] = /function:([\w-]+):live/.exec(JSON.stringify(Integration.Uri)) ?? [];
      return [`${HttpMethod} ${pathOf(ResourceId) || '/'}`, name];
    });
    const expected = allEndpoints.map(({ method, path, operation }) => {
      const [id, { Properties }] = functionOf(operation);
      expect(aliases).toContainEqual(expect.objectContaining({ FunctionName: { Ref: id }, Name: 'live' }));
      return [`${method} ${path}`, Properties.FunctionName];
    });
    const pages = [...pageRoutes, ...portalPageRoutes].flatMap(({ path }) => [
      [`GET ${path}`, 'pages'],
      [`HEAD ${path}`, 'pages'],
    ]);
    const health = ['HEAD /health', 'connect-production-get-health'];
    expect(Object.fromEntries(routes)).toEqual(Object.fromEntries([...expected, ...pages, health]));
    expect(routes).toHaveLength(expected.length + pages.length + 1);
  });

  it.each(allEndpoints)('$operation has exactly the permissions that it declares', endpoint => {
    const [, { Properties }] = functionOf(endpoint.operation);
    const role = Properties.Role['Fn::GetAtt'][0];
    const policies = stage.properties('AWS::IAM::Policy').filter(({ Roles }) => Roles[0].Ref === role);
    expect(policies).toHaveLength(1);
    expect(stage.api('AWS::IAM::Role')[role].Properties.ManagedPolicyArns).toBeUndefined();
    let hasLastUse = false;
    const granted = policies[0].PolicyDocument.Statement.flatMap(
      ({ Effect, Action, Resource, ...more }: TemplateJson) => {
        const isLastUse = 'Condition' in more;
        expect({ Effect, ...more }).toEqual({ Effect: 'Allow', ...(isLastUse && { Condition: lastUseCondition }) });
        if (isLastUse) expect([Resource, Action]).toEqual([toTableArn('api-keys'), 'dynamodb:UpdateItem']);
        hasLastUse ||= isLastUse;
        return (isLastUse ? [] : [Resource].flat()).map(resource => [resource, [Action].flat()]);
      },
    );
    expect(hasLastUse).toBe(endpoint.auth === undefined);
    const isTable = ([resource]: [TemplateJson]) => String(resource).includes(':dynamodb:');
    const merged: Record<string, string[]> = {};
    for (const [resource, actions] of granted.filter(isTable)) {
      const name = resource.replace(toTableArn(''), '');
      merged[name] = [
        ...(merged[name] ?? []),
        ...actions.map((action: string) => action.replace('dynamodb:', '')),
      ].sort();
    }
    expect(merged).toEqual(listDeclaredPermissions(endpoint));
    const others = granted.filter((entry: [TemplateJson]) => !isTable(entry));
    expect(others.filter(([resource]: [TemplateJson]) => !String(resource).includes(':sqs:'))).toEqual([
      [{ 'Fn::GetAtt': [expect.stringMatching(/log/), 'Arn'] }, ['logs:CreateLogStream', 'logs:PutLogEvents']],
      // X-Ray has no resource-level permissions.
      ['*', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']],
    ]);
    const queues = others.filter(([resource]: [TemplateJson]) => String(resource).includes(':sqs:'));
    expect(queues.flatMap(([, actions]: [TemplateJson, string[]]) => actions).sort()).toEqual(
      endpoint.sendsTo ? ['sqs:SendMessage'] : [],
    );
    expect('WEBHOOK_QUEUE_URL' in Properties.Environment.Variables).toBe(endpoint.sendsTo !== undefined);
  });

  it('use the runtime of their bundle, and log groups with a retention period', () => {
    for (const { operation } of allEndpoints) {
      const [, { Properties }] = functionOf(operation);
      const { Role, FunctionName, Environment, Code, Description, ...properties } = Properties;
      expect(properties).toEqual({
        Architectures: ['arm64'],
        Handler: 'handler.handler',
        LoggingConfig: {
          ApplicationLogLevel: 'INFO',
          LogFormat: 'JSON',
          LogGroup: { Ref: expect.any(String) },
          SystemLogLevel: 'WARN',
        },
        MemorySize: 1024,
        Runtime: 'nodejs24.x',
        Timeout: 15,
        TracingConfig: { Mode: 'Active' },
      });
    }
    for (const { RetentionInDays } of stage.properties('AWS::Logs::LogGroup')) expect(RetentionInDays).toBe(90);
  });

  it('have timeouts that increase from the inside to the outside', () => {
    const chain = [requestTimeoutMs, attemptDeadlineMs, functionTimeoutMs, gatewayTimeoutMs];
    expect(chain).toEqual([...chain].sort((a, b) => a - b));
    // The last call, which may start just before the deadline, and the response after it.
    expect(attemptDeadlineMs + requestTimeoutMs + 500).toBeLessThan(functionTimeoutMs);
    for (const { HttpMethod, Integration } of stage.properties('AWS::ApiGateway::Method')) {
      if (HttpMethod !== 'ANY') expect(Integration.TimeoutInMillis).toBe(gatewayTimeoutMs);
    }
  });

  it('are released step by step, with rollback', () => {
    const groups = stage.properties('AWS::CodeDeploy::DeploymentGroup');
    expect(groups).toHaveLength(allEndpoints.length);
    for (const { DeploymentConfigName, AutoRollbackConfiguration, AlarmConfiguration } of groups) {
      expect(DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
      expect(AlarmConfiguration.Alarms).toHaveLength(1);
    }
    for (const { UpdatePolicy, Properties } of Object.values(stage.api('AWS::Lambda::Alias'))) {
      // The new version is checked before traffic moves to it.
      expect(UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook.Ref).toMatch(/^releasecheckfunction/);
      expect(Properties.Name).toBe('live');
    }
  });

  it.each(allEndpoints.map(({ operation }) => operation))(
    '%s deploys the tested bundle, within its size budget',
    async operation => {
      const [, { Properties }] = functionOf(operation);
      const asset = `asset.${Properties.Code.S3Key.replace('.zip', '')}`;
      const shipped = join(stage.assembly, asset, 'handler.js');
      const tested = await readFile(join(stage.bundles, toFunctionFolder(operation), 'handler.js'));
      expect((await readFile(shipped)).equals(tested)).toBe(true);
      // Loading adds about one millisecond per 10 KB to a cold start.
      expect((await stat(shipped)).size).toBeLessThan(700_000);
    },
  );
});

describe('the documentation pages', () => {
  it('come from a function that has permissions for logs and traces only', () => {
    const [id, { Properties }] = functionOf(docsFunction);
    const methods = stage.properties('AWS::ApiGateway::Method');
    const leading = methods.filter(({ Integration }) => JSON.stringify(Integration.Uri ?? '').includes(`"${id}"`));
    expect(leading.map(({ HttpMethod }) => HttpMethod)).toEqual(pageRoutes.flatMap(() => ['GET', 'HEAD']));
    const role = Properties.Role['Fn::GetAtt'][0];
    const policies = stage.properties('AWS::IAM::Policy').filter(({ Roles }) => Roles[0].Ref === role);
    const statements: TemplateJson[] = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      ...['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ]);
  });

  it('include their compressed files and the current OpenAPI document', async () => {
    const [, { Properties }] = functionOf(docsFunction);
    const shipped = join(stage.assembly, `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
    expect((await stat(join(shipped, 'handler.js'))).size).toBeLessThan(150_000);
    const names = [...readPageFiles().keys()].map(name => `${name}.gz`).sort();
    expect((await readdir(join(shipped, 'files'))).sort()).toEqual(names);
    const document = gunzipSync(await readFile(join(shipped, 'files', 'openapi.json.gz')));
    expect(document.equals(await readFile(new URL('../../openapi.json', import.meta.url)))).toBe(true);

    vi.stubEnv('LAMBDA_TASK_ROOT', shipped);
    const { handler } = createRequire(import.meta.url)(join(shipped, 'handler.js'));
    vi.unstubAllEnvs();
    const event = { resource: '/docs', headers: {}, pathParameters: null, requestContext: { path: '/v1/docs' } };
    expect(await handler(event)).toMatchObject({
      ...{ statusCode: 200, body: expect.stringContaining('<base href="/v1/">') },
    });
  });
});

describe('the pages of the portal', () => {
  it('come with all files that the page loads, and with the settings of the user pool', async () => {
    const [, { Properties }] = functionOf(portalFunction);
    const shipped = join(stage.assembly, `asset.${Properties.Code.S3Key.replace('.zip', '')}`, 'files');
    const html = gunzipSync(await readFile(join(shipped, 'index.html.gz'))).toString();
    const assets = (await readdir(join(shipped, 'assets'))).map(name => name.replace(/\.gz$/, ''));
    for (const [, name = ''] of html.matchAll(/portal\/assets\/([\w.-]+)/g)) expect(assets).toContain(name);
    const { PORTAL_LOGIN_URL, PORTAL_ISSUER, PORTAL_CLIENT_ID } = Properties.Environment.Variables;
    expect(PORTAL_LOGIN_URL).toBe(
      `https://connect-production-${productionAccount}.auth.eu-central-1.amazoncognito.com`,
    );
    expect(JSON.stringify([PORTAL_ISSUER, PORTAL_CLIENT_ID])).toMatch(/cognito-idp\.eu-central-1.*Ref.*Ref/);
  });
});
