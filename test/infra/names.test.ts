import { describe, expect, it } from 'vitest';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { functionNames } from '../../infra/bundle-functions.ts';
import { toFailureBucketName, toQueueName } from '../../infra/resource-names.ts';
import { productionAccount } from '../support/cdk-stacks.ts';

/** The longest stage name that the context allows. */
const stage = 'a'.repeat(20);

describe('the longest stage name', () => {
  it('leaves room for a bucket in the regions with the longest names', () => {
    expect(toFailureBucketName(stage, productionAccount, 'ap-southeast-2').length).toBeLessThanOrEqual(63);
  });

  it.each(functionNames)('leaves room for the function %s', name => {
    expect(`connect-${stage}-${toFunctionFolder(name)}`.length).toBeLessThanOrEqual(64);
  });

  it('leaves room for a queue', () => {
    expect(`${toQueueName(stage, 'webhooks')}-unhandled`.length).toBeLessThanOrEqual(80);
  });
});
