import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { readPipelineSettings } from '../../infra/stage-settings.ts';
import { createBundles, createCdkApp, type TemplateJson, useScratchFolder } from '../support/cdk-stacks.ts';
import { listAcknowledgementReasons, listNagFindings } from '../support/nag-findings.ts';
import { contextStages, filledPipeline } from '../support/stage-context.ts';

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
    expect(categories.slice(1, -1)).toEqual(Array.from({ length: 12 }, () => 'Deploy'));
    expect(actionsOf('staging').at(0).Name).toBe('Prepare_staging');
    expect(actionsOf('staging').at(-1).Name).toBe('Check_staging');
  });

  it('requires approval before production, and runs its smoke test afterwards', () => {
    const actions = actionsOf('production');
    expect(actions.at(0).ActionTypeId.Category).toBe('Approval');
    expect(actions.at(1).RunOrder).toBeGreaterThan(actions.at(0).RunOrder);
    expect(actions.at(1).Name).toBe('Prepare_production');
    expect(actions.at(2).RunOrder).toBeGreaterThan(actions.at(1).RunOrder);
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
    const { BuildSpec } = projectWith(`release --stage ${name} --back`).Source;
    expect(BuildSpec).not.toContain('--key');
    // A failed check moves the functions back, with the role of the stage's account.
    expect(JSON.parse(BuildSpec).phases.build.commands.at(-1)).toBe(
      `npx connect-api check --url "$ADDRESS" || { AWS_PROFILE=stage AWS_REGION=eu-central-1 npx connect-api release --stage ${name} --back; exit 1; }`,
    );
    const roles = Object.values(template.findResources('AWS::IAM::Policy')).map(policy => JSON.stringify(policy));
    const account = contextStages[name as 'staging'].account;
    const roleArn = `arn:aws:iam::${account}:role/connect-${name}-release`;
    expect(roles.filter(text => text.includes('sts:AssumeRole') && text.includes(roleArn))).toHaveLength(2);
  });

  it.each(['staging', 'production'])('moves the functions of %s forward before their next release', name => {
    const { BuildSpec } = projectWith(`release --stage ${name} --forward`).Source;
    expect(JSON.parse(BuildSpec).phases.build.commands).toContain(
      `AWS_PROFILE=stage AWS_REGION=eu-central-1 npx connect-api release --stage ${name} --forward`,
    );
  });

  it('builds with the Node.js version of the functions', () => {
    const { phases } = JSON.parse(projectWith('cdk synth').Source.BuildSpec);
    expect(Runtime.NODEJS_24_X.name).toBe(`nodejs${phases.install['runtime-versions'].nodejs}.x`);
  });

  it('may use the connection of its source, under both prefixes that AWS has had', () => {
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const allowed = statements.filter(({ Resource }) => Resource === filledPipeline.connectionArn);
    expect(allowed.flatMap(({ Action }) => Action).sort()).toEqual([
      'codeconnections:UseConnection',
      'codestar-connections:UseConnection',
    ]);
  });

  it('sends a message when a step failed, and when it waits for an approval', () => {
    template.hasResourceProperties('AWS::CodeStarNotifications::NotificationRule', {
      EventTypeIds: ['codepipeline-pipeline-pipeline-execution-failed', 'codepipeline-pipeline-manual-approval-needed'],
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'releases@example.com' });
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
