import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { readPipelineSettings } from '../../infra/stage-settings.ts';
import { createBundles, createCdkApp, type TemplateJson, useScratchFolder } from '../support/cdk-stacks.ts';
import { listAcknowledgementReasons, listNagFindings } from '../support/nag-findings.ts';

useScratchFolder();
let bundles: string;
let app: App;
let template: Template;
beforeAll(async () => {
  bundles = await createBundles('empty');
  app = await createCdkApp();
  template = Template.fromStack(new PipelineStack(app, readPipelineSettings(app.node), bundles));
});

const stages = (): TemplateJson[] =>
  Object.values(template.findResources('AWS::CodePipeline::Pipeline')).flatMap(({ Properties }) => Properties.Stages);
const actionsOf = (name: string): TemplateJson[] =>
  stages()
    .find(({ Name }) => Name === name)
    .Actions.toSorted((a: TemplateJson, b: TemplateJson) => a.RunOrder - b.RunOrder);
const projectWith = (text: string): TemplateJson =>
  Object.values(template.findResources('AWS::CodeBuild::Project')).find(({ Properties }) =>
    Properties.Source.BuildSpec.includes?.(text),
  )?.Properties;

describe('the pipeline', () => {
  it('deploys the source to staging, then to production', () => {
    const names = stages().map(({ Name }) => Name);
    expect(names).toEqual(['Source', 'Build', 'UpdatePipeline', 'Assets', 'staging', 'production']);
  });

  it('runs the smoke test of staging after its deployment', () => {
    const categories = actionsOf('staging').map(({ ActionTypeId }) => ActionTypeId.Category);
    expect(categories.at(-1)).toBe('Build');
    expect(categories.slice(0, -1)).toEqual(Array.from({ length: 12 }, () => 'Deploy'));
    expect(actionsOf('staging').at(-1).Name).toBe('Check_staging');
  });

  it('requires approval before production, and runs its smoke test afterwards', () => {
    const actions = actionsOf('production');
    expect(actions.at(0).ActionTypeId.Category).toBe('Approval');
    expect(actions.at(1).RunOrder).toBeGreaterThan(actions.at(0).RunOrder);
    expect(actions.at(-1).Name).toBe('Check_production');
  });

  it('deploys the data stack before the API stack', () => {
    const order = actionsOf('production').map(({ Name }) => Name);
    const last = (part: string) => order.findLastIndex(name => name.includes(part));
    expect(last('data')).toBeLessThan(order.findIndex(name => name.includes('api')));
  });

  it('installs, lints, tests and synthesizes, in this order', () => {
    const { phases } = JSON.parse(projectWith('cdk synth').Source.BuildSpec);
    expect([...phases.install.commands, ...phases.build.commands]).toEqual([
      'npm ci',
      'npm run lint',
      'npx vitest run',
      'npx cdk synth --quiet --context stage=pipeline',
    ]);
  });

  it.each(['staging', 'production'])('runs the smoke test of %s with an API key from Secrets Manager', name => {
    const check = actionsOf(name).at(-1);
    expect(JSON.parse(check.Configuration.EnvironmentVariables)).toContainEqual(
      expect.objectContaining({ name: 'ADDRESS', value: expect.stringContaining('.Address}') }),
    );
    const variables = Object.values(template.findResources('AWS::CodeBuild::Project')).flatMap(
      ({ Properties }) => Properties.Environment.EnvironmentVariables ?? [],
    );
    expect(variables).toContainEqual({
      Name: 'CONNECT_API_KEY',
      Type: 'SECRETS_MANAGER',
      Value: `connect/${name}/check-key`,
    });
    const { BuildSpec } = projectWith('npx connect-api check').Source;
    expect(BuildSpec).toContain('npx connect-api check --url \\"$ADDRESS\\""');
    expect(BuildSpec).not.toContain('--key');
  });

  it('reads its source through a connection, without a token', () => {
    const [source] = actionsOf('Source');
    expect(source.ActionTypeId.Provider).toBe('CodeStarSourceConnection');
    expect(source.Configuration.ConnectionArn).toMatch(/^arn:aws:codeconnections:/);
  });

  it('follows the AWS Solutions rules, and every exception has a reason', () => {
    expect(listNagFindings(app)).toEqual([]);
    for (const reason of listAcknowledgementReasons(app)) expect(reason.length).toBeGreaterThan(40);
  });
});
