import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { DataStack } from '../../infra/data-stack.ts';
import { readStageSettings } from '../../infra/stage-settings.ts';
import {
  createCdkApp,
  productionAccount,
  restoredStreamArn,
  type TemplateJson,
  useScratchFolder,
} from '../support/cdk-stacks.ts';

useScratchFolder();
const stackWith = async (change: (production: TemplateJson) => void = () => {}): Promise<DataStack> => {
  const app = await createCdkApp(context => {
    Object.assign(context, { stage: 'production', account: productionAccount });
    change(context.stages.production);
  });
  return new DataStack(app, readStageSettings(app.node));
};
let stack: DataStack;
let template: Template;
beforeAll(async () => {
  stack = await stackWith();
  template = Template.fromStack(stack);
});
const tables = (): TemplateJson[] => Object.values(template.findResources('AWS::DynamoDB::Table'));
const table = (name: string) => tables().find(({ Properties }) => Properties.TableName === name).Properties;

describe('the data of a stage', () => {
  it('survives every deployment', () => {
    expect(tables()).toHaveLength(8);
    for (const { DeletionPolicy, UpdateReplacePolicy, Properties } of tables()) {
      expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      });
      expect(Properties.DeletionProtectionEnabled).toBe(true);
    }
    expect(stack.terminationProtection).toBe(true);
  });

  it('is encrypted with keys that AWS owns, and billed on demand', () => {
    for (const { Properties } of tables()) {
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: false });
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    }
  });

  it('is encrypted with a key of the stage that everyone who may use a table may use, if the settings say so', async () => {
    const after = Template.fromStack(
      await stackWith(production => {
        production.encryption = 'CUSTOMER_MANAGED';
        production.alarms = true;
      }),
    );
    const keys: [string, TemplateJson][] = Object.entries(after.findResources('AWS::KMS::Key'));
    const [id, { Properties: key, DeletionPolicy }] =
      keys.find(([name]) => name.startsWith('datakey')) ?? expect.fail();
    expect([key.EnableKeyRotation, DeletionPolicy]).toEqual([true, 'Retain']);
    const { Condition } = key.KeyPolicy.Statement.find(({ Principal }: TemplateJson) => Principal.AWS === '*');
    expect(Condition.StringEquals['kms:CallerAccount']).toBe(productionAccount);
    for (const { Properties } of Object.values<TemplateJson>(after.findResources('AWS::DynamoDB::Table'))) {
      expect(Properties.SSESpecification).toMatchObject({
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [id, 'Arn'] },
      });
    }
  });

  it('names the keys that DynamoDB throttles, in the mode that costs nothing else', () => {
    const insights = { Enabled: true, Mode: 'THROTTLED_KEYS' };
    for (const { Properties } of tables()) {
      const indexes: TemplateJson[] = Properties.GlobalSecondaryIndexes ?? [];
      for (const one of [Properties, ...indexes]) expect(one.ContributorInsightsSpecification).toEqual(insights);
    }
  });

  it('can be restored, except the idempotency records and copies of changes', () => {
    const restorable = (name: string) => table(name).PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled;
    expect(restorable('connect-production-connect')).toBe(true);
    expect(restorable('connect-production-api-keys')).toBe(true);
    expect(restorable('connect-production-webhooks')).toBe(true);
    expect(restorable('connect-production-secrets')).toBe(true);
    expect(restorable('connect-production-audit')).toBe(true);
    expect(restorable('connect-production-idempotency')).toBe(false);
    expect(restorable('connect-production-activity')).toBe(false);
  });

  it('has the keys, stream and TTL that the code expects', () => {
    const keysOf = (name: string) => table(name).KeySchema.map((key: { AttributeName: string }) => key.AttributeName);
    expect(keysOf('connect-production-connect')).toEqual(['pk', 'sk']);
    expect(keysOf('connect-production-idempotency')).toEqual(['pk']);
    expect(keysOf('connect-production-api-keys')).toEqual(['tenantId', 'keyId']);
    expect(keysOf('connect-production-webhooks')).toEqual(['tenantId', 'sk']);
    expect(keysOf('connect-production-secrets')).toEqual(['pk', 'sk']);
    expect(keysOf('connect-production-audit')).toEqual(['pk', 'sk']);
    expect(keysOf('connect-production-activity')).toEqual(['pk', 'sk']);
    expect(table('connect-production-activity').StreamSpecification).toBeUndefined();
    expect(table('connect-production-secrets').StreamSpecification).toBeUndefined();
    expect(table('connect-production-connect').StreamSpecification.StreamViewType).toBe('NEW_AND_OLD_IMAGES');
    expect(table('connect-production-idempotency').TimeToLiveSpecification).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
  });

  it('has outputs for the tools', () => {
    const outputs = Object.entries(template.findOutputs('*'));
    expect(Object.fromEntries(outputs.map(([name, { Value }]) => [name, Value]))).toEqual({
      ConnectTable: 'connect-production-connect',
      ActivityTable: 'connect-production-activity',
      SecretsTable: 'connect-production-secrets',
      IdempotencyTable: 'connect-production-idempotency',
      ApiKeysTable: 'connect-production-api-keys',
      WebhooksTable: 'connect-production-webhooks',
      AuditTable: 'connect-production-audit',
      UsersTable: 'connect-production-users',
    });
  });

  it('can be in a restored table next to the original', async () => {
    const restored = await stackWith(production => {
      production.restoredTables = { connect: 'restored', connectStream: restoredStreamArn };
    });
    expect(restored.tableNames.connect).toBe('restored');
    const after = Template.fromStack(restored);
    after.hasOutput('ConnectTable', { Value: 'restored' });
    expect(after.findResources('AWS::DynamoDB::Table')).toEqual(template.findResources('AWS::DynamoDB::Table'));
  });
});
