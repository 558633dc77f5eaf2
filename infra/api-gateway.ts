import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type CfnRestApi,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { Alias, IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { pageRoutes } from '../functions/docs/routes.ts';
import type { Endpoint } from '../lib/contract/endpoint.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import type { StageSettings } from './stage-settings.ts';
import { gatewayTimeoutMs } from './timeouts.ts';
import { enforceStrictTls } from './tls-settings.ts';

/** The first segment of every path where there is no domain of our own. */
const gatewayStageName = 'v1';

/** One line per request. No header, no address, no id of anything: the function's own line says who and what. */
const accessLogFields = {
  requestId: '$context.requestId',
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

// Errors only: one level more would log headers.
const executionLogging = { loggingLevel: MethodLoggingLevel.ERROR, dataTraceEnabled: false };

/** Anybody may look at the pages, so that there is little to gain by it: no client of the API is to wait for them. */
const docsMethodOptions = { ...executionLogging, throttlingRateLimit: 20, throttlingBurstLimit: 50 };

/** The door: routes, throttling, access log, and the contract's words for what never reaches a function. */
export class ApiGateway extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, { name, config }: StageSettings) {
    super(scope, id);
    const log = new LogGroup(this, 'log', { retention: config.logRetentionDays });
    this.api = new RestApi(this, 'api', {
      restApiName: `connect-${name}`,
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: config.domain !== undefined,
      // Every body arrives as bytes: a fingerprint of decoded text would hold different bodies for the same.
      binaryMediaTypes: ['*/*'],
      // Both logs need it. It belongs to the account and the region, so it outlives a stage.
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
          pageRoutes.map(({ method, path }) => [`${path}/${method}`, docsMethodOptions]),
        ),
      },
    });
    enforceStrictTls(this.api.node.defaultChild as CfnRestApi);
    // The stack tells one address, with or without a domain of our own.
    this.api.node.tryRemoveChild('Endpoint');
    addGatewayResponses(this.api);
    this.addExecutionLog(config.logRetentionDays);
    this.acknowledgeGatewayFindings();
  }

  addRoute({ method, path }: Pick<Endpoint, 'method' | 'path'>, handler: Alias | LambdaFunction): void {
    // The types of the CDK do not fit each other under exactOptionalPropertyTypes.
    const integration = new LambdaIntegration(handler as IFunction, {
      timeout: Duration.millis(gatewayTimeoutMs),
      allowTestInvoke: false,
    });
    this.api.root.resourceForPath(path).addMethod(method, integration);
  }

  /** The gateway names this log itself and would keep it for ever. */
  private addExecutionLog(retention: StageSettings['config']['logRetentionDays']): void {
    const log = new LogGroup(this, 'execution-log', {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${gatewayStageName}`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api.deploymentStage.node.addDependency(log);
  }

  private acknowledgeGatewayFindings(): void {
    const validationReason = 'The function does it, by schemas that are the contract: who is asked before what.';
    acknowledgeFindings(this.api, {
      'AwsSolutions-APIG2': validationReason,
      'AwsSolutions-APIG4':
        'API keys belong to tenants and are verified by the functions, in the read that they make anyway.',
      'AwsSolutions-COG4': 'Clients are machines with API keys, not people with a password.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        "The gateway's role for logs is one per account and region; AWS keeps this policy in step with what it logs.",
    });
  }
}
