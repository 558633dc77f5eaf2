import { Aws, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * Creates the key of a stage that encrypts its tables. Everyone in the account who may use a table may use the key through DynamoDB, as with
 * the key that AWS manages. So no role names the key, and a restored table works at once.
 */
export function createDataKey(scope: Construct, stage: string): Key {
  const { account, region } = Stack.of(scope);
  const key = new Key(scope, 'data-key', {
    description: `Tables of the Connect API, ${stage}`,
    alias: `connect-${stage}-data`,
    enableKeyRotation: true,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: [
        ...['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        ...['kms:DescribeKey', 'kms:CreateGrant'],
      ],
      resources: ['*'],
      conditions: {
        StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `dynamodb.${region}.${Aws.URL_SUFFIX}` },
      },
    }),
  );
  return key;
}
