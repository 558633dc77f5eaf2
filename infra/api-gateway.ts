import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type CfnRestApi,
  EndpointType,
  Integration,
  IntegrationType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { allRoutes, publicRoutes, type Route } from '../functions/routes.ts';
import type { Endpoint } from '../lib/contract/endpoint.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { gatewayStageName, liveAlias, toFunctionName, toGatewayName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';
import { gatewayTimeoutMs } from './timeouts.ts';
import { enforceStrictTls } from './tls-settings.ts';

/** The fields of the access log, one line per request. It has no header, IP address or resource id. The function's log line has the caller and the resource. */
export const accessLogFields = {
  requestId: '$context.requestId',
  // These two have the names that they have in the lines of the functions.
  awsRequestId: '$context.awsEndpointRequestId',
  xray_trace_id: '$context.xrayTraceId',
  extendedRequestId: '$context.extendedRequestId',
  requestTimeEpoch: '$context.requestTimeEpoch',
  httpMethod: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  status: '$context.status',
  responseType: '$context.error.responseType',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integration.latency',
  integrationStatus: '$context.integration.integrationStatus',
  wafResponseCode: '$context.wafResponseCode',
  tlsVersion: '$context.tlsVersion',
};

// Errors only, because the next level would log headers.
const executionLogging = { loggingLevel: MethodLoggingLevel.ERROR, dataTraceEnabled: false };

/** Limits for what needs no API key, so that traffic on it cannot slow down the API's clients. */
const publicMethodOptions = { ...executionLogging, throttlingRateLimit: 20, throttlingBurstLimit: 50 };

/** The REST API: routes, throttling, access log, and error responses for requests that never reach a function. */
export class ApiGateway extends Construct {
  readonly api: RestApi;
  private readonly stage: string;

  constructor(scope: Construct, id: string, { name, config }: StageSettings) {
    super(scope, id);
    this.stage = name;
    const log = new LogGroup(this, 'log', { retention: config.logRetentionDays });
    this.api = new RestApi(this, 'api', {
      restApiName: toGatewayName(name),
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: config.domain !== undefined,
      // Every body arrives as bytes. A fingerprint of decoded text could be the same for different bodies.
      binaryMediaTypes: ['*/*'],
      // Both logs need this role. It belongs to the account and the region, so it outlives a stage.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: gatewayStageName,
        throttlingRateLimit: config.throttle.ratePerSecond,
        throttlingBurstLimit: config.throttle.burst,
        accessLogDestination: new LogGroupLogDestination(log),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
        ...executionLogging,
        tracingEnabled: true,
        methodOptions: Object.fromEntries(
          publicRoutes.map(({ method, path }) => [`${path}/${method}`, publicMethodOptions]),
        ),
      },
    });
    enforceStrictTls(this.api.node.defaultChild as CfnRestApi);
    // The stack has one output with the address, with or without a custom domain.
    this.api.node.tryRemoveChild('Endpoint');
    addGatewayResponses(this.api);
    this.addExecutionLog(config.logRetentionDays);
    this.acknowledgeGatewayFindings(config.firewall);
  }

  /** Adds the route of an endpoint to the function of another stack, which it finds by name. */
  addEndpointRoute(endpoint: Endpoint): void {
    const folder = toFunctionFolder(endpoint.operation);
    const functionArn = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: `${toFunctionName(this.stage, folder)}:${liveAlias}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const attributes = { functionArn, sameEnvironment: true };
    const fn = LambdaFunction.fromFunctionAttributes(this, folder, attributes);
    this.addRoutes(
      allRoutes.filter(each => each.operation === endpoint.operation),
      fn,
    );
  }

  /** Adds routes to a function, which the gateway may then call. */
  addRoutes(routes: readonly Route[], handler: IFunction): void {
    const { partition, region } = Stack.of(this);
    // The CDK's own integration adds a permission per route, whose logical ID depends on who deploys: see event-source-mapping.ts.
    const integration = new Integration({
      type: IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
      options: { timeout: Duration.millis(gatewayTimeoutMs) },
    });
    handler.addPermission('gateway', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.api.arnForExecuteApi('*', '/*', gatewayStageName),
    });
    for (const { method, path } of routes) this.api.root.resourceForPath(path).addMethod(method, integration);
  }

  /** Creates the execution log under the name that the gateway uses. Otherwise the gateway creates it without a retention period. */
  private addExecutionLog(retention: StageSettings['config']['logRetentionDays']): void {
    const log = new LogGroup(this, 'execution-log', {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${gatewayStageName}`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api.deploymentStage.node.addDependency(log);
  }

  private acknowledgeGatewayFindings(hasFirewall: boolean): void {
    const validationReason =
      'The function validates requests with the schemas of the contract, because it must authenticate the caller first.';
    acknowledgeFindings(this.api, {
      'AwsSolutions-APIG2': validationReason,
      ...(!hasFirewall && { 'AwsSolutions-APIG3': 'A stage that can be thrown away can do without a firewall.' }),
      'AwsSolutions-APIG4':
        'API keys belong to tenants. The functions verify them as part of a read that they need in any case.',
      'AwsSolutions-COG4': 'Clients are machines with API keys, not people with passwords.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'The gateway has one role for logs per account and region. AWS maintains this policy.',
    });
  }
}
