import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../functions/routes.ts';
import { buildErrorBody, ErrorBody, errorCatalogue } from '../../lib/contract/errors.ts';
import { restoredStreamArn, type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks('empty', production => {
  production.restoredTables = { connect: 'restored', connectStream: restoredStreamArn };
  production.domain = {
    name: 'api.example.com',
    basePath: 'connect',
    certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0',
    hostedZone: { id: 'Z1', name: 'example.com' },
  };
});
const findOnly = (type: string): TemplateJson => {
  const [properties, ...more] = stage.properties(type);
  expect(more).toEqual([]);
  return properties;
};

describe('the gateway', () => {
  it('passes bodies as bytes, and accepts only recent TLS versions at one address', () => {
    expect(findOnly('AWS::ApiGateway::RestApi')).toMatchObject({
      BinaryMediaTypes: ['*/*'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: expect.stringMatching(/^SecurityPolicy_TLS13_1_[23]_/),
      EndpointAccessMode: 'STRICT',
      DisableExecuteApiEndpoint: true,
    });
  });

  it('throttles, traces, and logs no headers and no paths with ids', () => {
    const { MethodSettings, AccessLogSetting, TracingEnabled } = findOnly('AWS::ApiGateway::Stage');
    const settings = (ResourcePath: string, ThrottlingRateLimit: number, ThrottlingBurstLimit: number) =>
      expect.objectContaining({
        ResourcePath,
        ...{ ThrottlingRateLimit, ThrottlingBurstLimit },
        ...{ LoggingLevel: 'ERROR', DataTraceEnabled: false },
      });
    // Traffic on what needs no API key must not affect clients. Each path accepts GET and HEAD.
    const publicPaths = [
      ...['/', '/~1llms.txt', '/~1docs', '/~1docs~1{file}'],
      ...['', '~1assets~1{file}', '~1config.json', '~1openapi.json'].map(path => `/~1portal${path}`),
      '/~1health',
    ];
    expect(MethodSettings).toEqual([
      settings('/*', 500, 1000),
      ...publicPaths.flatMap(path => [settings(path, 20, 50), settings(path, 20, 50)]),
    ]);
    expect(TracingEnabled).toBe(true);
    const fields = Object.values<string>(JSON.parse(AccessLogSetting.Format));
    expect(fields).toContain('$context.requestId');
    expect(fields.join()).not.toMatch(/identity|header|apiKey|authorizer|context\.path\b/i);
  });

  it('uses the errors of the contract for its own responses', () => {
    const responses = new Map(stage.properties('AWS::ApiGateway::GatewayResponse').map(one => [one.ResponseType, one]));
    const known = Object.values(ResponseType).map(type => (type as ResponseType).responseType);
    expect([...responses.keys()].sort()).toEqual(known.sort());
    for (const { ResponseTemplates, StatusCode, ResponseParameters } of responses.values()) {
      const template = ResponseTemplates['application/json'];
      // Gateway responses know no other part of the template language.
      expect(template).not.toContain('$');
      const { code } = ErrorBody.parse(JSON.parse(template));
      expect(StatusCode).toBe(String(errorCatalogue[code].status));
      expect(ResponseParameters['gatewayresponse.header.X-Request-Id']).toBe('context.requestId');
      expect(ResponseParameters['gatewayresponse.header.Cache-Control']).toBe("'no-store'");
      expect('gatewayresponse.header.Retry-After' in ResponseParameters).toBe(
        'retryAfterSeconds' in errorCatalogue[code],
      );
    }
    const answer = (type: string) => JSON.parse(responses.get(type).ResponseTemplates['application/json']);
    expect(answer('MISSING_AUTHENTICATION_TOKEN').code).toBe('NOT_FOUND');
    expect(answer('THROTTLED').code).toBe('RATE_LIMIT_EXCEEDED');
    expect(answer('REQUEST_TOO_LARGE').code).toBe('PAYLOAD_TOO_LARGE');
    for (const type of ['INTEGRATION_TIMEOUT', 'INTEGRATION_FAILURE', 'DEFAULT_5XX']) {
      expect(answer(type)).toMatchObject({
        code: 'outcome_unknown',
        hint: expect.stringContaining('same idempotency key'),
      });
    }
  });

  it('answers every other method of a path with 405, and OPTIONS with 204, both with the methods of the path', () => {
    const paths = new Set(allRoutes.map(({ path }) => path));
    const others = stage.properties('AWS::ApiGateway::Method').filter(({ HttpMethod }) => HttpMethod === 'ANY');
    expect(others).toHaveLength(paths.size);
    for (const { Integration } of others) {
      expect(Integration).toMatchObject({ Type: 'MOCK', ContentHandling: 'CONVERT_TO_TEXT' });
      const [refused, options] = Integration.IntegrationResponses;
      expect([refused.StatusCode, options.StatusCode]).toEqual(['405', '204']);
      const body = refused.ResponseTemplates['application/json'];
      // Both have a meaning in templates.
      expect(body).not.toMatch(/[#$]/);
      expect(JSON.parse(body)).toEqual(buildErrorBody('METHOD_NOT_ALLOWED'));
      expect(options.ResponseTemplates['application/json']).toBe('');
      for (const { ResponseParameters } of [refused, options]) {
        expect(ResponseParameters['method.response.header.Allow']).toMatch(/^'(GET|POST|PUT|HEAD|, )+, OPTIONS'$/);
        expect(ResponseParameters['method.response.header.Cache-Control']).toBe("'no-store'");
        expect(ResponseParameters['method.response.header.X-Request-Id']).toBe('context.requestId');
      }
    }
  });

  it('can have a custom domain with a base path', () => {
    expect(findOnly('AWS::ApiGateway::DomainName')).toMatchObject({
      DomainName: 'api.example.com',
      SecurityPolicy: expect.stringMatching(/^SecurityPolicy_TLS13_1_[23]_/),
    });
    expect(findOnly('AWS::ApiGateway::BasePathMapping').BasePath).toBe('connect');
    expect(findOnly('AWS::Route53::RecordSet').Name).toBe('api.example.com.');
    expect(stage.stacks.api.resolve(stage.stacks.api.urlOutput.value)).toBe('https://api.example.com/connect');
  });
});

describe('the firewall', () => {
  const rule = (name: string): TemplateJson =>
    findOnly('AWS::WAFv2::WebACL').Rules.find((one: TemplateJson) => one.Name === name);

  it('protects the gateway and inspects bodies up to their maximum size', () => {
    expect(JSON.stringify(findOnly('AWS::WAFv2::WebACLAssociation').ResourceArn)).toContain('/stages/');
    expect(findOnly('AWS::WAFv2::WebACL').AssociationConfig.RequestBody).toEqual({
      API_GATEWAY: { DefaultSizeInspectionLimit: 'KB_64' },
    });
  });

  it.each([
    ['per-key', 6000, 'CUSTOM_KEYS'],
    ['per-address', 12000, 'IP'],
  ])('limits the rate %s, in the words of the contract', (name, limit, aggregate) => {
    const { Statement, Action } = rule(name);
    expect(Statement.RateBasedStatement).toMatchObject({ Limit: limit, AggregateKeyType: aggregate });
    const { ResponseCode, CustomResponseBodyKey, ResponseHeaders } = Action.Block.CustomResponse;
    expect(ResponseCode).toBe(429);
    expect(ResponseHeaders).toEqual([{ Name: 'Retry-After', Value: '30' }]);
    const { Content, ContentType } = findOnly('AWS::WAFv2::WebACL').CustomResponseBodies[CustomResponseBodyKey];
    expect(ErrorBody.parse(JSON.parse(Content)).code).toBe('RATE_LIMIT_EXCEEDED');
    expect(ContentType).toBe('APPLICATION_JSON');
  });

  it('hides API keys, sessions and cookies in its log and in its samples', () => {
    const { RedactedFields, LogDestinationConfigs } = findOnly('AWS::WAFv2::LoggingConfiguration');
    const headers = ['x-api-key', 'authorization', 'cookie'];
    expect(RedactedFields).toEqual(headers.map(Name => ({ SingleHeader: { Name } })));
    expect(JSON.stringify(LogDestinationConfigs)).not.toContain(':*');
    expect(findOnly('AWS::WAFv2::WebACL').DataProtectionConfig.DataProtections).toEqual([
      { Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER', FieldKeys: headers } },
    ]);
  });
});

describe('a restored table', () => {
  it('is the only one that the functions know and can access', () => {
    for (const { Environment } of stage.properties('AWS::Lambda::Function')) {
      expect(Environment.Variables.CONNECT_TABLE).toBe('restored');
    }
    const policies = JSON.stringify(stage.properties('AWS::IAM::Policy'));
    expect(policies).toContain(':table/restored"');
    expect(policies).not.toContain(':table/connect-production-connect"');
  });
});
