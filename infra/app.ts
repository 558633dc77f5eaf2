import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { UserError } from '../lib/user-error.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { addStageStacks } from './connect-stage.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { readPipelineSettings, readStageSettings } from './stage-settings.ts';

/** The CDK app: the stage that the context names, or with `--context stage=pipeline` the pipeline that deploys the stages. */
async function main(): Promise<void> {
  const app = new App();
  const isPipeline = app.node.tryGetContext('stage') === 'pipeline';
  const settings = isPipeline ? readPipelineSettings(app.node) : readStageSettings(app.node);

  const bundles = await mkdtemp(join(tmpdir(), 'connect-bundles-'));
  try {
    await bundleFunctions(bundles);
    if ('staging' in settings) new PipelineStack(app, settings, bundles);
    else addStageStacks(app, settings, bundles);
    app.synth();
  } finally {
    await rm(bundles, { recursive: true });
  }
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof UserError ? error.message : error);
});
