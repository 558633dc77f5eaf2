import { Stack } from 'aws-cdk-lib';
import { BuildEnvironmentVariableType, BuildSpec, ComputeType, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { PipelineNotificationEvents } from 'aws-cdk-lib/aws-codepipeline';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  CodeBuildStep,
  CodePipeline,
  CodePipelineSource,
  type IFileSetProducer,
  ManualApprovalStep,
} from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { UserError } from '../lib/user-error.ts';
import { ConnectStage } from './connect-stage.ts';
import { acknowledgePipelineFindings } from './pipeline-findings.ts';
import { addPipelineTopic } from './pipeline-topic.ts';
import { toReleaseRoleName } from './resource-names.ts';
import { functionNodeVersion } from './runtime.ts';
import type { PipelineSettings, StageSettings } from './stage-settings.ts';

/** The pipeline from a push to production: tests, staging, checks, manual approval, production, checks. It also updates itself. */
export class PipelineStack extends Stack {
  readonly production: ConnectStage;

  constructor(
    scope: Construct,
    { config, staging: stagingSettings, production: productionSettings }: PipelineSettings,
    bundles: string,
  ) {
    const { account, region } = config;
    super(scope, 'pipeline', {
      stackName: 'connect-pipeline',
      description: 'Connect API: the pipeline that deploys it',
      env: { account, region },
    });
    // Here and below: the types of the CDK are not compatible with each other under exactOptionalPropertyTypes.
    const source = CodePipelineSource.connection(config.repository, config.branch, {
      connectionArn: config.connectionArn,
    }) as IFileSetProducer;
    const pipeline = new CodePipeline(this, 'pipeline', {
      pipelineName: 'connect',
      // The stages can be in other accounts.
      crossAccountKeys: true,
      enableKeyRotation: true,
      // The files are small. One build per file would take longer than one build for all.
      publishAssetsInParallel: false,
      codeBuildDefaults: {
        buildEnvironment: { buildImage: LinuxBuildImage.STANDARD_7_0, computeType: ComputeType.MEDIUM },
        partialBuildSpec: BuildSpec.fromObject({
          phases: { install: { 'runtime-versions': { nodejs: functionNodeVersion } } },
        }),
      },
      synth: new CodeBuildStep('Synth', {
        input: source,
        installCommands: ['npm ci'],
        commands: ['npm run lint', 'npx vitest run', 'npx cdk synth --quiet --context stage=pipeline'],
      }) as IFileSetProducer,
    });
    const staging = new ConnectStage(this, stagingSettings, bundles);
    const release = (stage: ConnectStage, settings: StageSettings) => createReleaseSteps(source, stage, settings);
    const toStaging = release(staging, stagingSettings);
    pipeline.addStage(staging, { pre: [toStaging.forward], post: [toStaging.check] });

    this.production = new ConnectStage(this, productionSettings, bundles);
    const toProduction = release(this.production, productionSettings);
    const approval = new ManualApprovalStep(`Release to ${productionSettings.name}`, {
      comment: `All checks of ${stagingSettings.name} passed.`,
    });
    toProduction.forward.addStepDependency(approval);
    pipeline.addStage(this.production, { pre: [approval, toProduction.forward], post: [toProduction.check] });
    pipeline.buildPipeline();
    this.notify(pipeline, config.alarmEmail);
    allowConnection(pipeline, config.connectionArn);
    acknowledgePipelineFindings(this);
  }

  /** Sends a message when a step failed, and when the pipeline waits for an approval. */
  private notify({ pipeline }: CodePipeline, email: string): void {
    const topic = addPipelineTopic(this, email);
    pipeline.notifyOn('on-failure', topic, {
      events: [PipelineNotificationEvents.PIPELINE_EXECUTION_FAILED, PipelineNotificationEvents.MANUAL_APPROVAL_NEEDED],
    });
  }
}

/** Allows the source action the connection. Connections have had two prefixes of actions, and the CDK grants only the older one. */
function allowConnection({ pipeline }: CodePipeline, connectionArn: string): void {
  const roles = pipeline.node.findAll().filter(node => node instanceof Role);
  const source = roles.find(({ node }) => node.path.includes('/Source/')) ?? pipeline.role;
  source.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['codeconnections:UseConnection'], resources: [connectionArn] }),
  );
}

/** The steps around the deployment of a stage. */
interface ReleaseSteps {
  /** Moves all functions to the versions of the last release, which CodeDeploy requires. */
  forward: CodeBuildStep;
  /** Runs the smoke test against the deployed address. If it fails, all functions go back to the versions before. */
  check: CodeBuildStep;
}

function createReleaseSteps(
  source: IFileSetProducer,
  { stacks }: ConnectStage,
  { name, config, env }: StageSettings,
): ReleaseSteps {
  if (config.checkKeySecret === undefined) {
    throw new UserError(
      `The stage ${name} needs "checkKeySecret" in cdk.json: the name of a secret with an API key for the smoke test after each deployment.`,
    );
  }
  const roleArn = `arn:aws:iam::${env.account}:role/${toReleaseRoleName(name)}`;
  const inStage = `AWS_PROFILE=stage AWS_REGION=${config.region}`;
  const move = (direction: string) => `${inStage} npx connect-api release --stage ${name} ${direction}`;
  const stepOptions = {
    input: source,
    installCommands: ['npm ci'],
    rolePolicyStatements: [new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [roleArn] })],
  };
  const profile = [
    `aws configure set profile.stage.role_arn ${roleArn}`,
    'aws configure set profile.stage.credential_source EcsContainer',
  ];
  return {
    forward: new CodeBuildStep(`Prepare ${name}`, { ...stepOptions, commands: [...profile, move('--forward')] }),
    check: new CodeBuildStep(`Check ${name}`, {
      ...stepOptions,
      envFromCfnOutputs: { ADDRESS: stacks.api.urlOutput },
      buildEnvironment: {
        environmentVariables: {
          CONNECT_API_KEY: { type: BuildEnvironmentVariableType.SECRETS_MANAGER, value: config.checkKeySecret },
        },
      },
      commands: [...profile, `npx connect-api check --url "$ADDRESS" || { ${move('--back')}; exit 1; }`],
    }),
  };
}
