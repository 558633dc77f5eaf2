import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStageStacks } from '../../infra/connect-stage.ts';
import { stageFrom } from '../../infra/context.ts';
import { findings, reasons } from '../support/nag.ts';
import { appWith, makeBundles, productionAccount, useScratch } from '../support/stacks.ts';

useScratch();
let bundles: string;
beforeAll(async () => {
  bundles = await makeBundles('empty');
});

describe('the AWS Solutions rules', () => {
  it('see what is wrong', async () => {
    const app = await appWith();
    new Bucket(new Stack(app, 'stack'), 'bucket');
    expect(findings(app)).toContain('AwsSolutions-S10 stack/bucket/Resource');
  });

  it.each([
    ['production', productionAccount],
    // Wherever the credentials belong: no template knows the account.
    ['dev', undefined],
  ])('find nothing in %s, and every exception has a reason', async (name, account) => {
    const app = await appWith(context => {
      Object.assign(context, { stage: name, account });
    });
    addStageStacks(app, stageFrom(app.node), bundles);
    expect(findings(app)).toEqual([]);
    expect(() => app.synth()).not.toThrow();
    for (const reason of reasons(app)) expect(reason.length).toBeGreaterThan(40);
  });
});
