import * as z from 'zod';

export const AccountId = z.string().regex(/^\d{12}$/, 'must be the 12 digits of an account');
const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1');

const RestoredTableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must be the name of a table');

/** How one stage is deployed. Everything that differs between stages is here and nowhere else. */
export const StageConfig = z.strictObject({
  /** `any`: wherever the credentials of the moment belong to. Only for stages that nobody else relies on. */
  account: z
    .string()
    .regex(/^(\d{12}|any)$/, 'must be the 12 digits of an account, or "any"')
    .optional(),
  region: Region,
  /** Of each function; its share of a processor grows with it. */
  memoryMb: z.int().min(256).max(10240),
  /** Of each function. Absent: all share what the account has. */
  reservedConcurrency: z.int().min(1).optional(),
  /** So many runs share what is due at a time; how many a stage needs, docs/scheduled-changes.md tells. */
  applyWorkers: z.literal([1, 2, 4, 8, 16]).default(1),
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653]),
  /** How a new version takes over the traffic. */
  release: z.enum([
    'ALL_AT_ONCE',
    'CANARY_10PERCENT_5MINUTES',
    'CANARY_10PERCENT_15MINUTES',
    'LINEAR_10PERCENT_EVERY_1MINUTE',
  ]),
  /** Of the whole stage: protects what is behind it. */
  throttle: z.strictObject({ ratePerSecond: z.number().positive(), burst: z.int().positive() }),
  /** Of one client: protects the others. The least that WAF counts is ten. */
  rateLimit: z.strictObject({ perKeyPerMinute: z.int().min(10), perAddressPerMinute: z.int().min(10) }),
  /** Gets the alarms. */
  alarmEmail: z.email('must be an e-mail address').optional(),
  /** The secret in the pipeline's account with the API key that the checks use. */
  checkKeySecret: z
    .string()
    .regex(/^[\w/+=.@-]{1,512}$/, 'must be the name of a secret')
    .optional(),
  domain: z
    .strictObject({
      name: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain name in small letters'),
      certificateArn: z
        .string()
        .regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, 'must be the ARN of a certificate'),
      basePath: z
        .string()
        .regex(/^[A-Za-z0-9_-]+$/, 'must be one segment of a path')
        .optional(),
      /** Absent: the DNS record is made elsewhere. */
      hostedZone: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }).optional(),
    })
    .optional(),
  /** Tables that a restore made, in place of the stage's own: see docs/operations.md. */
  restoredTables: z
    .strictObject({
      connect: RestoredTableName.optional(),
      connectStream: z
        .string()
        .regex(/^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/.+\/stream\/.+$/, 'must be the ARN of a stream')
        .optional(),
      apiKeys: RestoredTableName.optional(),
      webhooks: RestoredTableName.optional(),
    })
    .refine(({ connect, connectStream }) => (connect === undefined) === (connectStream === undefined), {
      path: ['connectStream'],
      error:
        'must stand beside connect: the ARN of the stream of the restored table, without which nobody hears of changes',
    })
    .optional(),
});
export type StageConfig = z.infer<typeof StageConfig>;

/** Where releases come from and in which account they are made. */
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
});
export type PipelineConfig = z.infer<typeof PipelineConfig>;
