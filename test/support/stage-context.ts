/* The context of the tests, which do not depend on how an operator fills in cdk.json. One test parses the real file. */

const accounts = { staging: '111111111111', production: '222222222222', pipeline: '333333333333' };

/** The context of the pipeline with what cdk.json leaves to the operator: the account and the source repository. */
export const filledPipeline = {
  account: accounts.pipeline,
  region: 'eu-central-1',
  branch: 'main',
  alarmEmail: 'releases@example.com',
  repository: 'acme/connect-api',
  connectionArn: `arn:aws:codeconnections:eu-central-1:${accounts.pipeline}:connection/0`,
};

const releasedStage = {
  region: 'eu-central-1',
  memoryMb: 1024,
  release: 'CANARY_10PERCENT_5MINUTES',
  alarmEmail: 'duty@example.com',
};

/** The settings of the production stage, as the repository has them. */
export const productionStage = {
  ...releasedStage,
  logRetentionDays: 90,
  throttle: { ratePerSecond: 500, burst: 1000 },
  rateLimit: { perKeyPerMinute: 6000, perAddressPerMinute: 12000 },
  checkKeySecret: 'connect/production/check-key',
};

/** The stages of the tests. */
export const contextStages = {
  dev: {
    account: 'any',
    keep: false,
    region: 'eu-central-1',
    memoryMb: 1024,
    logRetentionDays: 7,
    release: 'ALL_AT_ONCE',
    throttle: { ratePerSecond: 50, burst: 100 },
    rateLimit: { perKeyPerMinute: 600, perAddressPerMinute: 1200 },
    firewall: false,
    alarms: false,
    dashboard: false,
  },
  staging: {
    ...releasedStage,
    account: accounts.staging,
    logRetentionDays: 30,
    throttle: { ratePerSecond: 100, burst: 200 },
    rateLimit: { perKeyPerMinute: 3000, perAddressPerMinute: 6000 },
    checkKeySecret: 'connect/staging/check-key',
  },
  production: { ...productionStage, account: accounts.production },
};
