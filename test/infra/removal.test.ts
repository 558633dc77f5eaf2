import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { addStageStacks, type StageStacks } from '../../infra/connect-stage.ts';
import { readStageSettings } from '../../infra/stage-settings.ts';
import { createBundles, createCdkApp, type TemplateJson, useScratchFolder } from '../support/cdk-stacks.ts';

useScratchFolder();

async function createStage(stage: string): Promise<StageStacks> {
  const app = await createCdkApp(context => {
    context.stage = stage;
  });
  const stacks = addStageStacks(app, readStageSettings(app.node), await createBundles('empty'));
  app.synth();
  return stacks;
}

const listStacks = ({ data, signIn, functions, api, monitoring }: StageStacks): Stack[] =>
  [data, signIn, functions.api, functions.portal, api, monitoring].filter(stack => stack !== undefined);

/** Lists the resources as `type id`, with what happens to them when they are deleted. */
const listPolicies = (stack: Stack): [string, string | undefined][] =>
  Object.entries<TemplateJson>(Template.fromStack(stack).toJSON().Resources).map(([id, { Type, DeletionPolicy }]) => [
    `${Type} ${id}`,
    DeletionPolicy,
  ]);

it('a stage that is kept loses nothing that it stores, whatever is deleted', async () => {
  const { data, signIn } = await createStage('production');
  expect([data.terminationProtection, signIn.terminationProtection]).toEqual([true, true]);
  const lost = [data, signIn]
    .flatMap(listPolicies)
    .filter(([, policy]) => policy !== 'Retain' && policy !== 'RetainExceptOnCreate');
  // Alarms are not data: the key of their topic has no further use.
  expect(lost.map(([name]) => name)).toEqual([expect.stringMatching(/^AWS::KMS::Key alarms/)]);
});

it('a stage that can be thrown away leaves nothing behind', async () => {
  const stacks = listStacks(await createStage('dev'));
  expect(stacks.map(stack => stack.terminationProtection)).toEqual(stacks.map(() => false));
  const kept = stacks.flatMap(listPolicies).filter(([, policy]) => policy !== undefined && policy !== 'Delete');
  // A version is deleted with its function.
  expect(kept.filter(([name]) => !name.startsWith('AWS::Lambda::Version '))).toEqual([]);
  const { data } = await createStage('dev');
  const resources = Object.values<TemplateJson>(Template.fromStack(data).toJSON().Resources);
  for (const { Properties } of resources.filter(({ Type }) => Type === 'AWS::DynamoDB::Table'))
    expect(Properties.DeletionProtectionEnabled).toBe(false);
});

it('a stage without firewall, alarms and dashboard has none of them, and emits no metrics', async () => {
  const stacks = await createStage('dev');
  expect(stacks.monitoring).toBeUndefined();
  const resources = listStacks(stacks).flatMap(stack =>
    Object.values<TemplateJson>(Template.fromStack(stack).toJSON().Resources),
  );
  const types = new Set(resources.map(({ Type }) => Type));
  expect([...types].filter(type => /CloudWatch|WAFv2|SNS|KMS/.test(type))).toEqual([]);
  const variables = resources.flatMap(({ Properties }) => Properties.Environment?.Variables ?? []);
  expect(variables.filter(({ POWERTOOLS_METRICS_DISABLED: disabled }) => disabled !== 'true')).toEqual([]);
  const mappings = resources.filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping');
  for (const { Properties } of mappings) expect(Properties.MetricsConfig).toBeUndefined();
});
