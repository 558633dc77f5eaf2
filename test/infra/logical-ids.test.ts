import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStageStacks, type StageStacks } from '../../infra/connect-stage.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { readPipelineSettings, readStageSettings } from '../../infra/stage-settings.ts';
import { createBundles, createCdkApp, type TemplateJson, useScratchFolder } from '../support/cdk-stacks.ts';
import { readPhysicalName } from '../support/physical-names.ts';

useScratchFolder();
let byHand: StageStacks;
let byPipeline: StageStacks;
beforeAll(async () => {
  const bundles = await createBundles('empty');
  const app = await createCdkApp(context => {
    context.stage = 'production';
  });
  byHand = addStageStacks(app, readStageSettings(app.node), bundles);
  const pipelineApp = await createCdkApp();
  const pipeline = new PipelineStack(pipelineApp, readPipelineSettings(pipelineApp.node), bundles);
  byPipeline = pipeline.production.stacks;
});

const stackNames = ['data', 'signIn', 'apiFunctions', 'portalFunctions', 'api', 'monitoring'] as const;
const findStack = ({ functions, ...stacks }: StageStacks, name: (typeof stackNames)[number]): Stack => {
  if (name === 'apiFunctions') return functions.api;
  return (name === 'portalFunctions' ? functions.portal : stacks[name]) ?? expect.fail(`There is no stack ${name}.`);
};
const resourcesOf = (stacks: StageStacks, name: (typeof stackNames)[number]): [string, TemplateJson][] =>
  Object.entries(Template.fromStack(findStack(stacks, name)).toJSON().Resources);

describe('the logical IDs of resources', () => {
  it.each(stackNames)('are the same for a deployment by hand and by the pipeline: %s', name => {
    const [hand, pipeline] = [byHand, byPipeline].map(stacks =>
      resourcesOf(stacks, name).map(([id, { Type }]) => `${Type} ${id}`),
    );
    expect(pipeline).toEqual(hand);
    expect(findStack(byPipeline, name).stackName).toBe(findStack(byHand, name).stackName);
  });

  // Another logical ID is another resource for CloudFormation, which cannot create it, because its name is taken.
  it.each(stackNames)('never change for a resource with a fixed name: %s', async name => {
    const named = resourcesOf(byHand, name).flatMap(([id, { Type, Properties }]) => {
      const physicalName = readPhysicalName(Type, Properties);
      return physicalName === undefined ? [] : [`${Type} ${physicalName}: ${id}`];
    });
    await expect(`${named.sort().join('\n')}\n`).toMatchFileSnapshot(`logical-ids/${name}.txt`);
  });

  it('are our own for event source mappings, which Lambda creates once per source and function', () => {
    const mappings = resourcesOf(byHand, 'api').filter(([, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping');
    expect(mappings.map(([id]) => id).sort()).toEqual(['DeliverWebhooksSource', 'PublishEventsSource']);
  });
});
