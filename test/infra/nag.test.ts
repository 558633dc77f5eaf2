import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStageStacks } from '../../infra/connect-stage.ts';
import { readStageSettings } from '../../infra/stage-settings.ts';
import { createBundles, createCdkApp, productionAccount, useScratchFolder } from '../support/cdk-stacks.ts';
import { listAcknowledgementReasons, listNagFindings } from '../support/nag-findings.ts';

useScratchFolder();
let bundles: string;
beforeAll(async () => {
  bundles = await createBundles('empty');
});

describe('the AWS Solutions rules', () => {
  it('detect violations', async () => {
    const app = await createCdkApp();
    new Bucket(new Stack(app, 'stack'), 'bucket');
    expect(listNagFindings(app)).toContain('AwsSolutions-S10 stack/bucket/Resource');
  });

  it.each([
    ['production', productionAccount],
    // The account is known only at deployment, so it is not in the template.
    ['dev', undefined],
  ])('find nothing in %s, and every exception has a reason', async (name, account) => {
    const app = await createCdkApp(context => {
      Object.assign(context, { stage: name, account });
    });
    addStageStacks(app, readStageSettings(app.node), bundles);
    expect(listNagFindings(app)).toEqual([]);
    expect(() => app.synth()).not.toThrow();
    for (const reason of listAcknowledgementReasons(app)) expect(reason.length).toBeGreaterThan(40);
  });
});
