/** A list price of AWS. */
export interface AwsPrice {
  /** The thing that has the price. */
  title: string;
  usd: number;
  /** The unit of the price. */
  per: string;
  /** AWS's page with the current price. */
  page: string;
}

const pages = {
  cloudWatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  dynamoDb: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  eventBridge: 'https://aws.amazon.com/eventbridge/pricing/',
  gateway: 'https://aws.amazon.com/api-gateway/pricing/',
  kms: 'https://aws.amazon.com/kms/pricing/',
  lambda: 'https://aws.amazon.com/lambda/pricing/',
  sqs: 'https://aws.amazon.com/sqs/pricing/',
  waf: 'https://aws.amazon.com/waf/pricing/',
  xRay: 'https://aws.amazon.com/xray/pricing/',
};

/** The region of the prices, and the month in which they were last compared with other sources. */
export const priceOrigin = { region: 'us-east-1', asOf: '2026-11' };

const setPrice = (usd: number, per: string, page: keyof typeof pages, title: string): AwsPrice => ({
  title,
  usd,
  per,
  page: pages[page],
});

/** The list prices in USD: the first tier of each, without free tiers. All prices that `npm run cost` and `npm run load` use are here. */
export const awsPrices = {
  alarmMetric: setPrice(
    0.1,
    'metric and month',
    'cloudWatch',
    'alarm of standard resolution, each metric that it reads',
  ),
  compositeAlarm: setPrice(0.5, 'alarm and month', 'cloudWatch', 'composite alarm'),
  dashboard: setPrice(3, 'dashboard and month', 'cloudWatch', 'dashboard'),
  customMetric: setPrice(0.3, 'metric and month', 'cloudWatch', 'custom metric'),
  insightsRule: setPrice(0.5, 'rule and month', 'cloudWatch', 'Contributor Insights for DynamoDB'),
  logIngestion: setPrice(0.5, 'GB', 'cloudWatch', 'logs'),
  logStorage: setPrice(0.03, 'GB and month', 'cloudWatch', 'storage of logs, compressed'),
  readUnits: setPrice(0.125, 'million units', 'dynamoDb', 'read request units'),
  writeUnits: setPrice(0.625, 'million units', 'dynamoDb', 'write request units'),
  tableStorage: setPrice(0.25, 'GB and month', 'dynamoDb', 'storage of tables'),
  pointInTimeRecovery: setPrice(0.2, 'GB and month', 'dynamoDb', 'point-in-time recovery'),
  busEvents: setPrice(1, 'million events', 'eventBridge', 'custom events on a bus, each 64 KB'),
  archivedEvents: setPrice(0.1, 'GB', 'eventBridge', 'archive'),
  archiveStorage: setPrice(0.023, 'GB and month', 'eventBridge', 'storage of the archive'),
  gatewayRequests: setPrice(3.5, 'million requests', 'gateway', 'REST API'),
  encryptionKey: setPrice(1, 'key and month', 'kms', 'customer managed key'),
  functionRequests: setPrice(0.2, 'million requests', 'lambda', 'function requests'),
  functionDuration: setPrice(13.3334, 'million GB-seconds', 'lambda', 'function duration on Arm'),
  queueRequests: setPrice(0.4, 'million requests', 'sqs', 'requests to a standard queue'),
  fairQueueRequests: setPrice(0.1, 'million requests', 'sqs', 'surcharge for messages with a message group'),
  webAcl: setPrice(5, 'web ACL and month', 'waf', 'web ACL'),
  webAclRule: setPrice(1, 'rule and month', 'waf', 'rule or managed rule group of a web ACL'),
  inspectedRequests: setPrice(0.6, 'million requests', 'waf', 'requests that a web ACL inspects'),
  recordedTraces: setPrice(5, 'million traces', 'xRay', 'recorded traces'),
} satisfies Record<string, AwsPrice>;

export type PriceName = keyof typeof awsPrices;
