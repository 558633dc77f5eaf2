import * as z from 'zod';

export const AccountId = z.string().regex(/^\d{12}$/, 'must be an account ID with 12 digits');
const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1');

const RestoredTableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must be a table name');

/** The parts of a stage that watch and protect it. Each is on unless a stage that can be thrown away turns it off. */
const optionalParts = ['firewall', 'alarms', 'dashboard'] as const;

/** The fields of the configuration of a stage. Everything that differs between stages is here. */
const StageFields = z.strictObject({
  /** `any` deploys to the account of the current credentials. Use it only for stages that nobody else depends on. */
  account: z
    .string()
    .regex(/^(\d{12}|any)$/, 'must be an account ID with 12 digits, or "any"')
    .optional(),
  /** False for a stage that can be thrown away: deleting its stacks deletes its data. Such a stage has the account `any`. */
  keep: z.boolean().default(true),
  region: Region,
  /** The memory of each function. Its CPU share grows with it. */
  memoryMb: z.int().min(256).max(10240),
  /** The reserved concurrency of each endpoint's function. If absent, all functions share the account's concurrency. */
  reservedConcurrency: z.int().min(1).optional(),
  /** The number of parallel runs of apply-due. See docs/scheduled-changes.md for the number that a stage needs. */
  applyWorkers: z.literal([1, 2, 4, 8, 16]).default(1),
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653]),
  /** The CodeDeploy configuration that shifts traffic to a new version. */
  release: z.enum([
    'ALL_AT_ONCE',
    'CANARY_10PERCENT_5MINUTES',
    'CANARY_10PERCENT_15MINUTES',
    'LINEAR_10PERCENT_EVERY_1MINUTE',
  ]),
  /** The throttle of the whole stage. It protects the tables. */
  throttle: z.strictObject({ ratePerSecond: z.number().positive(), burst: z.int().positive() }),
  /** The rate limits of one client. They protect the other clients. The minimum that WAF supports is 10. */
  rateLimit: z.strictObject({ perKeyPerMinute: z.int().min(10), perAddressPerMinute: z.int().min(10) }),
  /** The firewall in front of the gateway. Without it, `rateLimit` has no effect. */
  firewall: z.boolean().default(true),
  /** All alarms, the metrics that they watch, and the monitor that calls the stage from outside. */
  alarms: z.boolean().default(true),
  dashboard: z.boolean().default(true),
  /**
   * The keys that encrypt the tables: those of AWS, which cost nothing, or one of your own (1 USD a month, and a price per use), whose
   * use CloudTrail logs and which you can disable.
   */
  encryption: z.enum(['AWS_OWNED', 'CUSTOMER_MANAGED']).default('AWS_OWNED'),
  /** The address that receives the alarms. Required where there are alarms. */
  alarmEmail: z.email('must be an email address').optional(),
  /** The secret in the pipeline's account with the API key of the smoke test. */
  checkKeySecret: z
    .string()
    .regex(/^[\w/+=.@-]{1,512}$/, 'must be a secret name')
    .optional(),
  /** The address of the portal, to which the login pages return. Needed without a custom domain: deploy, and enter the address. */
  portalUrl: z
    .url({ protocol: /^https$/, error: 'must be an https URL that ends with /portal' })
    .regex(/\/portal$/, 'must end with /portal')
    .optional(),
  /** The names of identity providers that were added to the user pool, for the partners' own sign-in. */
  identityProviders: z.array(z.string().min(1).max(32)).default([]),
  domain: z
    .strictObject({
      name: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain name in lowercase'),
      certificateArn: z
        .string()
        .regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, 'must be the ARN of a certificate'),
      basePath: z
        .string()
        .regex(/^[A-Za-z0-9_-]+$/, 'must be a single path segment')
        .optional(),
      /** If absent, you create the DNS record yourself. */
      hostedZone: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }).optional(),
    })
    .optional(),
  /** Restored tables that replace the stage's own. See docs/restore.md. */
  restoredTables: z
    .strictObject({
      connect: RestoredTableName.optional(),
      connectStream: z
        .string()
        .regex(/^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/.+\/stream\/.+$/, 'must be the ARN of a stream')
        .optional(),
      apiKeys: RestoredTableName.optional(),
      webhooks: RestoredTableName.optional(),
      activity: RestoredTableName.optional(),
      secrets: RestoredTableName.optional(),
      audit: RestoredTableName.optional(),
      users: RestoredTableName.optional(),
    })
    .refine(({ connect, connectStream }) => (connect === undefined) === (connectStream === undefined), {
      path: ['connectStream'],
      error:
        'must be given together with connect: the stream ARN of the restored table, from which events are published',
    })
    .optional(),
});

export const StageConfig = StageFields.check(({ value: config, issues }) => {
  const report = (field: string, message: string) =>
    issues.push({ code: 'custom', path: [field], message, input: config, params: { code: 'FIELD_REQUIRED' } });
  const { account, keep, alarmEmail } = config;
  if (!keep && account !== 'any') report('keep', 'can be false only in a stage with "account": "any"');
  for (const part of optionalParts) {
    if (keep && !config[part]) report(part, 'can be false only in a stage with "keep": false');
  }
  if (config.alarms && alarmEmail === undefined)
    report('alarmEmail', 'is required: it is the address that receives the alarms (or pass --context alarmEmail=…)');
});
export type StageConfig = z.infer<typeof StageConfig>;

/** The configuration of the pipeline: its source, account and region. */
export const PipelineConfig = z.strictObject({
  account: AccountId,
  region: Region,
  connectionArn: z
    .string()
    .regex(
      /^arn:aws:code(connections|star-connections):[a-z0-9-]+:\d{12}:connection\/.+$/,
      'must be the ARN of a connection',
    ),
  repository: z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'must be owner/name'),
  branch: z.string().min(1),
  /** The address that receives messages about failed steps and waiting approvals. */
  alarmEmail: z.email('must be an email address'),
});
export type PipelineConfig = z.infer<typeof PipelineConfig>;
