import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { folderOf } from '../../infra/folder-of.ts';
import { queueNameOf, untoldBucketOf } from '../../infra/names.ts';
import { productionAccount } from '../support/stacks.ts';

/** As long as the context allows. */
const stage = 'a'.repeat(20);

describe('the longest name of a stage', () => {
  it('leaves room for a bucket in the regions with the longest names', () => {
    expect(untoldBucketOf(stage, productionAccount, 'ap-southeast-2').length).toBeLessThanOrEqual(63);
  });

  it.each(functionNames)('leaves room for the function %s', name => {
    expect(`connect-${stage}-${folderOf(name)}`.length).toBeLessThanOrEqual(64);
  });

  it('leaves room for a queue', () => {
    expect(`${queueNameOf(stage, 'webhooks')}-unhandled`.length).toBeLessThanOrEqual(80);
  });
});
