import { rm } from 'node:fs/promises';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStageStacks } from '../../infra/connect-stage.ts';
import { stageFrom } from '../../infra/context.ts';
import { findings, reasons } from '../support/nag.ts';
import { appWith, makeBundles, productionAccount } from '../support/stacks.ts';

let bundles: string;
beforeAll(async () => {
  bundles = await makeBundles('empty');
});
afterAll(() => rm(bundles, { recursive: true }));

describe('the AWS Solutions rules', () => {
  it('see what is wrong', () => {
    const app = new App();
    new Bucket(new Stack(app, 'stack'), 'bucket');
    expect(findings(app)).toContain('AwsSolutions-S10 stack/bucket/Resource');
  });

  it.each(['dev', 'production'])('find nothing in %s, and every exception has a reason', async name => {
    const app = await appWith(context => {
      Object.assign(context, { stage: name, account: productionAccount });
    });
    addStageStacks(app, stageFrom(app.node), bundles);
    expect(findings(app)).toEqual([]);
    for (const reason of reasons(app)) expect(reason.length).toBeGreaterThan(40);
  });
});
