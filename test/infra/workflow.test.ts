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
    const jobs = [...deploy.matchAll(/^ {2}(\w+):\n {4}(?:needs: (\[[\w, ]+\]|\w+)|runs-on)/gm)].map(
      ([, job, needs]) => [job, needs],
    );
    expect(jobs).toEqual([
      ['test', undefined],
      ['emulator', undefined],
      ['staging', '[test, emulator]'],
      ['production', 'staging'],
    ]);
    expect(await workflow('deploy-stage')).toMatch(/environment: \$\{\{ inputs\.stage \}\}/);
  });

  it.each(['deploy', 'deploy-stage', 'pull-request'])('pins the actions of %s by commit', async name => {
    const uses = [...(await workflow(name)).matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    expect(uses).not.toEqual([]);
    for (const action of uses.filter(one => !one.startsWith('./'))) expect(action).toMatch(/@[0-9a-f]{40}$/);
  });

  it('moves the functions forward before a release, and back after a failed check', async () => {
    const text = await workflow('deploy-stage');
    expect(text.indexOf('release --stage "$STAGE" --forward')).toBeLessThan(text.indexOf('npx cdk deploy --all'));
    expect(text).toMatch(/if: failure\(\) && steps\.check\.outcome == 'failure'\n +run: .* --back\n/);
  });

  it('deploys a stage per pull request, and deletes it with the pull request', async () => {
    const text = await workflow('pull-request');
    expect(text).toMatch(/STAGE: pr-\$\{\{ github\.event\.number \}\}\n/);
    expect(text).toMatch(/if: github\.event\.action == 'closed'\n +run: npx cdk destroy --all --force/);
  });

  it('runs the smoke test at the deployed address', async () => {
    const text = await workflow('deploy-stage');
    expect(text.indexOf('npx cdk deploy --all')).toBeLessThan(text.indexOf('npx connect-api check --url "$address"\n'));
    expect(text).toContain('export CONNECT_API_KEY\n');
    expect(text).not.toContain('--key');
  });
});
