import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { buildErrorBody, errorCatalogue } from '../lib/contract/errors.ts';
import { toGatewayName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

const apiKeyHeader = 'x-api-key';
/** The headers whose values grant access. Neither the log nor the samples contain them. */
const secretHeaders = [apiKeyHeader, 'authorization', 'cookie'];
const rateLimitBodyKey = 'tooMany';
/** The window of a rate rule. WAF evaluates it every few seconds, so a blocked client stays blocked for some time. */
const rateWindowSeconds = 60;
const retryAfterSeconds = 30;

/**
 * The managed rules that only count. They judge a request as a web form: a body, a path or a query that contains `../`, `<script>` or
 * `http://127.0.0.1` is an attack on a page, but plain data in JSON, in a reference (`rid_…`) or in a filter. No function interprets
 * such text. The size rules allow less than the contract. Clients without a User-Agent are welcome. Nothing here reads a cookie, and
 * a browser on the portal also sends the cookies of other sites of the domain.
 */
const countOnlyRules = {
  AWSManagedRulesCommonRuleSet: [
    'NoUserAgent_HEADER',
    'SizeRestrictions_BODY',
    'SizeRestrictions_URIPATH',
    'SizeRestrictions_QUERYSTRING',
    'SizeRestrictions_Cookie_HEADER',
    'EC2MetaDataSSRF_BODY',
    'EC2MetaDataSSRF_URIPATH',
    'EC2MetaDataSSRF_QUERYARGUMENTS',
    'EC2MetaDataSSRF_COOKIE',
    'GenericLFI_BODY',
    'GenericLFI_URIPATH',
    'GenericLFI_QUERYARGUMENTS',
    'GenericRFI_BODY',
    'GenericRFI_URIPATH',
    'GenericRFI_QUERYARGUMENTS',
    'RestrictedExtensions_URIPATH',
    'RestrictedExtensions_QUERYARGUMENTS',
    'CrossSiteScripting_BODY',
    'CrossSiteScripting_URIPATH',
    'CrossSiteScripting_QUERYARGUMENTS',
    'CrossSiteScripting_COOKIE',
  ],
  AWSManagedRulesKnownBadInputsRuleSet: [
    'JavaDeserializationRCE_BODY',
    'JavaDeserializationRCE_URIPATH',
    'JavaDeserializationRCE_QUERYSTRING',
    'Log4JRCE_BODY',
    'Log4JRCE_URIPATH',
    'Log4JRCE_QUERYSTRING',
    'ReactJSRCE_BODY',
    'ExploitablePaths_URIPATH',
  ],
};

/** The firewall in front of the gateway. The gateway responds to requests that the managed rules block with WAF_FILTERED. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, { name, config }: StageSettings, gatewayStageArn: string) {
    super(scope, id);
    const aclName = toGatewayName(name);
    const { perKeyPerMinute, perAddressPerMinute } = config.rateLimit;
    const apiKeyAggregation = [
      { header: { name: apiKeyHeader, textTransformations: [{ priority: 0, type: 'NONE' }] } },
    ];
    const webAcl = new CfnWebACL(this, 'acl', {
      name: aclName,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      // The dashboard uses the firewall's metrics by this name.
      visibilityConfig: buildVisibilityConfig(aclName),
      // The maximum body size of the contract. WAF does not inspect the part of a body beyond this limit.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_64' } } },
      customResponseBodies: {
        [rateLimitBodyKey]: {
          contentType: 'APPLICATION_JSON',
          content: JSON.stringify(buildErrorBody('RATE_LIMIT_EXCEEDED')),
        },
      },
      // Protects the headers in samples and in details of rate rules too, which log redaction does not cover.
      dataProtectionConfig: {
        dataProtections: [{ field: { fieldType: 'SINGLE_HEADER', fieldKeys: secretHeaders }, action: 'SUBSTITUTION' }],
      },
      rules: [
        buildRateRule(0, 'per-address', { limit: perAddressPerMinute, aggregateKeyType: 'IP' }),
        buildRateRule(1, 'per-key', {
          limit: perKeyPerMinute,
          aggregateKeyType: 'CUSTOM_KEYS',
          customKeys: apiKeyAggregation,
        }),
        buildManagedRules(2, 'AWSManagedRulesCommonRuleSet'),
        buildManagedRules(3, 'AWSManagedRulesKnownBadInputsRuleSet'),
      ],
    });
    new CfnWebACLAssociation(this, 'association', { webAclArn: webAcl.attrArn, resourceArn: gatewayStageArn });

    const log = new LogGroup(this, 'log', {
      // WAF requires this prefix.
      logGroupName: `aws-waf-logs-connect-${name}`,
      retention: config.logRetentionDays,
      // The name is fixed. If the log group were retained, it would block a new stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'logging', {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: log.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: secretHeaders.map(Name => ({ singleHeader: { Name } })),
      // The gateway's log contains the requests that passed.
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map(Action => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
  }
}

const buildVisibilityConfig = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const buildRateRule = (
  priority: number,
  name: string,
  statement: Omit<CfnWebACL.RateBasedStatementProperty, 'evaluationWindowSec'>,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: { rateBasedStatement: { ...statement, evaluationWindowSec: rateWindowSeconds } },
  action: {
    block: {
      customResponse: {
        responseCode: errorCatalogue.RATE_LIMIT_EXCEEDED.status,
        customResponseBodyKey: rateLimitBodyKey,
        responseHeaders: [{ name: 'Retry-After', value: String(retryAfterSeconds) }],
      },
    },
  },
  visibilityConfig: buildVisibilityConfig(name),
});

const buildManagedRules = (priority: number, name: keyof typeof countOnlyRules): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: countOnlyRules[name].map(rule => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: buildVisibilityConfig(name),
});
