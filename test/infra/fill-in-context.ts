import { readFileSync, writeFileSync } from 'node:fs';
import { restoredStreamArn } from '../support/cdk-stacks.ts';
import { contextStages, filledPipeline } from '../support/stage-context.ts';

/*
 * Fills in cdk.json as docs/deploy.md and docs/restore.md say: accounts, receivers of alarms, the pipeline, a domain, restored tables. The
 * tests of infra/ must pass with this file too. Continuous integration runs them with it, and puts cdk.json back.
 */

const file = new URL('../../cdk.json', import.meta.url);
const cdkJson = JSON.parse(readFileSync(file, 'utf8'));
const { stages } = cdkJson.context;
for (const name of ['staging', 'production'] as const) {
  const { account, alarmEmail } = contextStages[name];
  Object.assign(stages[name], { account, alarmEmail });
}
Object.assign(stages.production, {
  reservedConcurrency: 50,
  applyWorkers: 4,
  encryption: 'CUSTOMER_MANAGED',
  throttle: { ratePerSecond: 800, burst: 1600 },
  domain: {
    name: 'api.example.com',
    certificateArn: 'arn:aws:acm:eu-central-1:222222222222:certificate/0',
    hostedZone: { id: 'Z1', name: 'example.com' },
  },
  restoredTables: { connect: 'connect-production-connect-restored', connectStream: restoredStreamArn },
});
stages.acceptance = { ...stages.staging };
cdkJson.context.pipeline = filledPipeline;
writeFileSync(file, `${JSON.stringify(cdkJson, null, 2)}\n`);
