import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const workflow = (name: string) => readFile(new URL(`../../.github/workflows/${name}.yml`, import.meta.url), 'utf8');

describe('the GitHub workflow', () => {
  it('stores no secret, because it authenticates with OIDC', async () => {
    const texts = await Promise.all(['deploy', 'deploy-stage'].map(workflow));
    for (const text of texts) {
      expect(text).not.toMatch(/\$\{\{\s*secrets\.|aws-access-key|AKIA/);
      expect(text).toContain('id-token: write');
    }
    expect(texts[1]).toMatch(/role-to-assume: \$\{\{ vars\.AWS_DEPLOY_ROLE \}\}/);
  });

  it('tests, then deploys staging, then production, in environments that can require approval', async () => {
    const deploy = await workflow('deploy');
    const jobs = [...deploy.matchAll(/^ {2}(\w+):\n {4}(?:needs: (\w+)|runs-on)/gm)].map(([, job, needs]) => [
      job,
      needs,
    ]);
    expect(jobs).toEqual([
      ['test', undefined],
      ['staging', 'test'],
      ['production', 'staging'],
    ]);
    expect(await workflow('deploy-stage')).toMatch(/environment: \$\{\{ inputs\.stage \}\}/);
  });

  it('runs the smoke test at the deployed address', async () => {
    const text = await workflow('deploy-stage');
    expect(text.indexOf('npx cdk deploy --all')).toBeLessThan(text.indexOf('npx connect-api check --url "$address"\n'));
    expect(text).toContain('export CONNECT_API_KEY\n');
    expect(text).not.toContain('--key');
  });
});
