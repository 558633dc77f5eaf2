import { UserError } from '../../lib/user-error.ts';
import type { Charge } from './charge.ts';
import { costAssumptions } from './cost-assumptions.ts';
import type { TemplateResource } from './synthesize-stage.ts';

type ListCharges = (properties: TemplateResource['properties']) => Charge[];

const secondsPerMonth = costAssumptions.hoursPerMonth * 3600;

/** The monthly charges of the resources that cost something although nobody uses them. */
const chargedTypes: Record<string, ListCharges> = {
  'AWS::CloudWatch::Alarm': properties => [{ price: 'alarmMetric', amount: countAlarmMetrics(properties) }],
  'AWS::CloudWatch::CompositeAlarm': () => [{ price: 'compositeAlarm', amount: 1 }],
  'AWS::CloudWatch::Dashboard': () => [{ price: 'dashboard', amount: 1 }],
  'AWS::DynamoDB::Table': properties => [{ price: 'insightsRule', amount: countInsightsRules(properties) }],
  'AWS::KMS::Key': () => [{ price: 'encryptionKey', amount: 1 }],
  'AWS::Lambda::EventSourceMapping': listSourceCharges,
  'AWS::WAFv2::WebACL': ({ Rules }) => [
    { price: 'webAcl', amount: 1 },
    { price: 'webAclRule', amount: Rules.length },
  ],
};

/** The types of resources that cost nothing until they are used. The runs of functions are in `idle-stage.ts`. */
const freeTypes = new Set(
  [
    'ApiGateway: Account BasePathMapping Deployment DomainName GatewayResponse Method Resource RestApi Stage',
    'CodeDeploy: Application DeploymentGroup',
    'Cognito: ManagedLoginBranding UserPool UserPoolClient UserPoolDomain',
    'Events: Archive EventBus Rule',
    'IAM: Policy Role',
    'KMS: Alias',
    'Lambda: Alias EventInvokeConfig Function Permission Version',
    'Logs: LogGroup',
    'Route53: RecordSet',
    'S3: Bucket BucketPolicy',
    'SNS: Subscription Topic TopicPolicy',
    'SQS: Queue QueuePolicy',
    'SSM: Parameter',
    'WAFv2: LoggingConfiguration WebACLAssociation',
  ].flatMap(line => {
    const [service, names = ''] = line.split(': ');
    return names.split(' ').map(name => `AWS::${service}::${name}`);
  }),
);

/**
 * Lists what resources cost in a month in which nobody uses them.
 *
 * @throws UserError for a type of resource that is not known here, so that no new cost is forgotten
 */
export const listResourceCharges = (resources: TemplateResource[]): Charge[] =>
  resources.flatMap(({ type, properties }) => {
    const listCharges = chargedTypes[type];
    if (listCharges) return listCharges(properties).filter(({ amount }) => amount > 0);
    if (freeTypes.has(type)) return [];
    throw new UserError(
      `The price of the resource type ${type} is not known. Add it to test/cost/resource-charges.ts.`,
    );
  });

/** An alarm on an expression pays for each metric in it. */
const countAlarmMetrics: (properties: TemplateResource['properties']) => number = ({ Metrics }) =>
  Metrics === undefined ? 1 : Metrics.filter((metric: { MetricStat?: object }) => metric.MetricStat).length;

interface InsightsTarget {
  ContributorInsightsSpecification?: { Enabled: boolean; Mode: string };
  KeySchema: object[];
  GlobalSecondaryIndexes?: InsightsTarget[];
}

/** A table or index has a rule for its partition key, and one with its sort key. The mode with accessed keys has twice as many. */
function countInsightsRules(target: InsightsTarget): number {
  const { ContributorInsightsSpecification: insights, KeySchema, GlobalSecondaryIndexes = [] } = target;
  const kinds = insights?.Mode === 'THROTTLED_KEYS' ? 1 : 2;
  const own = insights?.Enabled ? KeySchema.length * kinds : 0;
  return GlobalSecondaryIndexes.reduce((sum, index) => sum + countInsightsRules(index), own);
}

/** Lambda polls an empty queue all the time. Reading a stream costs nothing. */
function listSourceCharges({ EventSourceArn, MetricsConfig }: TemplateResource['properties']): Charge[] {
  const { queuePollers, pollSeconds, eventSourceMetrics } = costAssumptions;
  const isQueue = JSON.stringify(EventSourceArn).includes(':sqs:');
  return [
    { price: 'queueRequests', amount: isQueue ? (queuePollers * secondsPerMonth) / pollSeconds / 1e6 : 0 },
    { price: 'customMetric', amount: MetricsConfig?.Metrics.includes('EventCount') ? eventSourceMetrics : 0 },
  ];
}
