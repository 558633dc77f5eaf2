import { Stack } from 'aws-cdk-lib';
import { BuildEnvironmentVariableType, BuildSpec, ComputeType, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
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
        partialBuildSpec: BuildSpec.fromObject({ phases: { install: { 'runtime-versions': { nodejs: 22 } } } }),
      },
      synth: new CodeBuildStep('Synth', {
        input: source,
        installCommands: ['npm ci'],
        commands: ['npm run lint', 'npx vitest run', 'npx cdk synth --quiet --context stage=pipeline'],
      }) as IFileSetProducer,
    });
    const createSmokeTest = (stage: ConnectStage, settings: StageSettings) =>
      createSmokeTestStep(source, stage, settings);

    const staging = new ConnectStage(this, stagingSettings, bundles);
    pipeline.addStage(staging, { post: [createSmokeTest(staging, stagingSettings)] });
    const production = new ConnectStage(this, productionSettings, bundles);
    this.production = production;
    pipeline.addStage(production, {
      pre: [
        new ManualApprovalStep(`Release to ${productionSettings.name}`, {
          comment: `All checks of ${stagingSettings.name} passed.`,
        }),
      ],
      post: [createSmokeTest(production, productionSettings)],
    });
    pipeline.buildPipeline();
    acknowledgePipelineFindings(this);
  }
}

/** Creates the step that runs the smoke test against the deployed address. */
function createSmokeTestStep(
  source: IFileSetProducer,
  { stacks }: ConnectStage,
  { name, config }: StageSettings,
): CodeBuildStep {
  if (config.checkKeySecret === undefined) {
    throw new UserError(
      `The stage ${name} needs "checkKeySecret" in cdk.json: the name of a secret with an API key for the smoke test after each deployment.`,
    );
  }
  return new CodeBuildStep(`Check ${name}`, {
    input: source,
    envFromCfnOutputs: { ADDRESS: stacks.api.urlOutput },
    buildEnvironment: {
      environmentVariables: {
        CONNECT_API_KEY: { type: BuildEnvironmentVariableType.SECRETS_MANAGER, value: config.checkKeySecret },
      },
    },
    installCommands: ['npm ci'],
    commands: ['npx connect-api check --url "$ADDRESS"'],
  });
}
