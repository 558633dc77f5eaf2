import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { errorBody, errors } from '../lib/schemas/error.ts';
import type { StageSettings } from './context.ts';

const keyHeader = 'x-api-key';
const tooMany = 'tooMany';
/** The window of a rate rule. WAF looks every few seconds, so a client that was stopped needs a while. */
const windowSeconds = 60;
const retryAfterSeconds = 30;

/** Made for forms of web pages. What a JSON body of ours holds is data, and agents without a name are welcome. */
const countOnly = [
  'SizeRestrictions_BODY',
  'NoUserAgent_HEADER',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
];

/** The firewall in front of the gateway. What its managed rules stop, the gateway answers as WAF_FILTERED. */
export class WebAcl extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { name, config }: StageSettings, gatewayStageArn: string) {
    super(scope, id);
    this.name = `connect-${name}`;
    const { perKeyPerMinute, perAddressPerMinute } = config.rateLimit;
    const perKey = [{ header: { name: keyHeader, textTransformations: [{ priority: 0, type: 'NONE' }] } }];
    const acl = new CfnWebACL(this, 'acl', {
      name: this.name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      // The dashboard finds the firewall's metrics under this name.
      visibilityConfig: visibility(this.name),
      // As much as the contract allows a body to be: beyond what is looked at, everything would pass.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_64' } } },
      customResponseBodies: {
        [tooMany]: { contentType: 'APPLICATION_JSON', content: JSON.stringify(errorBody('RATE_LIMIT_EXCEEDED')) },
      },
      // Also for samples and for the details of rate rules, which redaction of the log does not reach.
      dataProtectionConfig: {
        dataProtections: [{ field: { fieldType: 'SINGLE_HEADER', fieldKeys: [keyHeader] }, action: 'SUBSTITUTION' }],
      },
      rules: [
        rateRule(0, 'per-address', { limit: perAddressPerMinute, aggregateKeyType: 'IP' }),
        rateRule(1, 'per-key', { limit: perKeyPerMinute, aggregateKeyType: 'CUSTOM_KEYS', customKeys: perKey }),
        managedRules(2, 'AWSManagedRulesCommonRuleSet', countOnly),
        managedRules(3, 'AWSManagedRulesKnownBadInputsRuleSet'),
      ],
    });
    new CfnWebACLAssociation(this, 'association', { webAclArn: acl.attrArn, resourceArn: gatewayStageArn });

    const log = new LogGroup(this, 'log', {
      // WAF accepts no other beginning.
      logGroupName: `aws-waf-logs-connect-${name}`,
      retention: config.logRetentionDays,
      // Its name is fixed: left behind, it would be in the way of a stack that is made anew.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: log.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [{ singleHeader: { Name: keyHeader } }],
      // Requests that passed are in the log of the gateway.
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

const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const rateRule = (
  priority: number,
  name: string,
  statement: Omit<CfnWebACL.RateBasedStatementProperty, 'evaluationWindowSec'>,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: { rateBasedStatement: { ...statement, evaluationWindowSec: windowSeconds } },
  action: {
    block: {
      customResponse: {
        responseCode: errors.RATE_LIMIT_EXCEEDED.status,
        customResponseBodyKey: tooMany,
        responseHeaders: [{ name: 'Retry-After', value: String(retryAfterSeconds) }],
      },
    },
  },
  visibilityConfig: visibility(name),
});

const managedRules = (priority: number, name: string, counted: string[] = []): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ...(counted.length > 0 && {
        ruleActionOverrides: counted.map(rule => ({ name: rule, actionToUse: { count: {} } })),
      }),
    },
  },
  visibilityConfig: visibility(name),
});
