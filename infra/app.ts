import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from './bundle.ts';
import { addStageStacks } from './connect-stage.ts';
import { pipelineFrom, stageFrom } from './context.ts';
import { Unusable } from './local/unusable.ts';
import { PipelineStack } from './pipeline-stack.ts';

/** What `cdk` runs: the stage that the context names, or with `--context stage=pipeline` the pipeline that deploys them. */
async function main(): Promise<void> {
  const app = new App();
  const isPipeline = app.node.tryGetContext('stage') === 'pipeline';
  const settings = isPipeline ? pipelineFrom(app.node) : stageFrom(app.node);

  const bundles = await mkdtemp(join(tmpdir(), 'connect-bundles-'));
  try {
    await bundleFunctions(bundles);
    if ('before' in settings) new PipelineStack(app, settings, bundles);
    else addStageStacks(app, settings, bundles);
    app.synth();
  } finally {
    await rm(bundles, { recursive: true });
  }
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Unusable ? error.message : error);
});
