import { describe, expect, it } from 'vitest';
import { healthCheckFunction, releaseCheckFunction } from '../functions/deployment-checks.ts';
import { docsFunction } from '../functions/docs/routes.ts';
import { allEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { jobs } from '../functions/jobs.ts';
import { portalFunction } from '../functions/portal/routes.ts';
import { collectLoadedFiles, type ImportStatement, listTypeScriptFiles, readImports } from './support/imports.ts';

/** The folders that each folder may import from. An arrow points in one direction only, so there is no cycle. */
const allowedArrows: Record<string, readonly string[]> = {
  'lib/contract': [],
  'lib/domain': ['lib/contract'],
  'lib/observability': ['lib/contract'],
  'lib/dynamodb': ['lib/contract', 'lib/domain', 'lib/observability'],
  'lib/auth': ['lib/contract', 'lib/domain', 'lib/dynamodb'],
  'lib/idempotency': ['lib/contract', 'lib/domain', 'lib/observability', 'lib/dynamodb', 'lib/auth'],
  'lib/http': ['lib/contract', 'lib/domain', 'lib/observability', 'lib/dynamodb', 'lib/auth', 'lib/idempotency'],
  'lib/deployment': ['lib/contract', 'lib/observability', 'lib/auth'],
  'lib/import': ['lib/contract', 'lib/domain', 'lib/observability', 'lib/dynamodb'],
  'lib/jobs': ['lib/contract', 'lib/domain', 'lib/observability', 'lib/dynamodb'],
  functions: ['lib'],
  infra: ['functions', 'lib'],
  // `npx connect-api check` runs the smoke test.
  tools: ['functions', 'lib', 'infra', 'client', 'test/smoke'],
  client: [],
  portal: ['client'],
};

/** The errors that the whole program shares. */
const sharedErrors = 'lib/user-error.ts';

const isOwnFile = (source: string) => /\.tsx?$/.test(source);
const isBelow = (file: string, folder: string) => file.startsWith(`${folder}/`);

/** Imports that are not allowed, as `file → import`. */
const listForbiddenImports = (
  files: string[],
  isAllowed: (imported: ImportStatement, file: string) => boolean,
): string[] =>
  files.flatMap(file =>
    readImports(file)
      .filter(imported => !isAllowed(imported, file))
      .map(({ source }) => `${file} → ${source}`),
  );

const listFunctionFiles = (name: string) =>
  listTypeScriptFiles('functions').filter(file => file.endsWith(`/${name}.ts`) && !isBelow(file, 'functions/docs'));

describe('imports between folders', () => {
  it.each(Object.entries(allowedArrows))('%s imports only from folders below it', (folder, below) => {
    const isAllowed = ({ source }: ImportStatement) =>
      !isOwnFile(source) || source === sharedErrors || [folder, ...below].some(allowed => isBelow(source, allowed));
    expect(listForbiddenImports(listTypeScriptFiles(folder), isAllowed)).toEqual([]);
  });

  it('the list names every folder of lib', () => {
    const folders = listTypeScriptFiles('lib').flatMap(file => /^lib\/[^/]+(?=\/)/.exec(file) ?? []);
    expect([...new Set(folders)].filter(folder => !allowedArrows[folder])).toEqual([]);
  });
});

describe('imports of packages', () => {
  it('the domain rules use the calendar library and nothing else', () => {
    const isAllowed = ({ source, typesOnly }: ImportStatement) =>
      isOwnFile(source) || source.startsWith('temporal-polyfill/') || (source === 'zod' && typesOnly);
    expect(listForbiddenImports(listTypeScriptFiles('lib/domain'), isAllowed)).toEqual([]);
  });

  it('lib uses the AWS SDK in lib/dynamodb, in one repository, and in the clients of the jobs and of the releases', () => {
    const clients = [
      'lib/jobs/webhooks/webhook-repository.ts',
      'lib/jobs/events/event-bridge.ts',
      'lib/jobs/events/failure-store.ts',
      'lib/jobs/webhooks/sqs-webhook-queue.ts',
      'lib/deployment/code-deploy-releases.ts',
    ];
    const isAllowed = ({ source }: ImportStatement, file: string) =>
      !/^@(aws-sdk|smithy)\//.test(source) || isBelow(file, 'lib/dynamodb') || clients.includes(file);
    expect(listForbiddenImports(listTypeScriptFiles('lib'), isAllowed)).toEqual([]);
  });

  it('lib uses middy and the types of Lambda events in lib/http', () => {
    const isAllowed = ({ source }: ImportStatement, file: string) =>
      !/^(aws-lambda$|@middy\/)/.test(source) || isBelow(file, 'lib/http');
    expect(listForbiddenImports(listTypeScriptFiles('lib'), isAllowed)).toEqual([]);
  });
});

describe('an endpoint', () => {
  const checks = [healthCheckFunction, releaseCheckFunction];
  const folders = [...allEndpoints.map(({ operation }) => operation), ...jobs.map(({ name }) => name), ...checks].map(
    toFunctionFolder,
  );

  it('is one folder: the tables endpoints.ts, jobs.ts and deployment-checks.ts name every folder of functions/', () => {
    const found = listTypeScriptFiles('functions').flatMap(file => /^functions\/([^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(found)].sort()).toEqual([...folders, docsFunction, portalFunction].sort());
  });

  // The sign-in has no tenant yet, and a handler of its own.
  const operations = allEndpoints.filter(({ auth }) => auth !== 'sign-in' && auth !== 'public');
  it.each(operations)('$operation exports its endpoint and its operation', async endpoint => {
    const folder = `../functions/${toFunctionFolder(endpoint.operation)}`;
    expect((await import(`${folder}/endpoint.ts`)).endpoint).toBe(endpoint);
    expect(Object.keys(await import(`${folder}/operation.ts`))).toEqual([endpoint.operation]);
  });

  it('endpoint.ts imports the contract only', () => {
    const isAllowed = ({ source }: ImportStatement) => source === 'zod' || isBelow(source, 'lib/contract');
    expect(listForbiddenImports(listFunctionFiles('endpoint'), isAllowed)).toEqual([]);
  });

  const toWebhookFile = (name: string) => `lib/jobs/webhooks/${name}.ts`;

  it('operation.ts is pure: its endpoint, the domain rules, item refs, API keys, users and webhooks', () => {
    const allowed = [
      ...['lib/idempotency/operation.ts', 'lib/idempotency/idempotency-record.ts', 'lib/auth/'],
      ...['lib/dynamodb/', 'lib/domain/', 'lib/contract/'],
      // The functions that send something get it as an effect.
      ...['change-webhooks', 'delivery-item', 'delivery-message', 'endpoint-directory', 'endpoint-health'].map(
        toWebhookFile,
      ),
      ...['endpoint-secrets', 'signature', 'test-message', 'webhook-endpoint'].map(toWebhookFile),
    ];
    const isAllowed = ({ source }: ImportStatement, file: string) =>
      source === file.replace('operation.ts', 'endpoint.ts') || allowed.some(start => source.startsWith(start));
    expect(listForbiddenImports(listFunctionFiles('operation'), isAllowed)).toEqual([]);
  });
});

describe('a job', () => {
  it.each(jobs)('$name exports its data', async job => {
    expect((await import(`../functions/${toFunctionFolder(job.name)}/job.ts`)).job).toBe(job);
  });

  it('job.ts imports the contract only', () => {
    const isAllowed = ({ source }: ImportStatement) => isBelow(source, 'lib/contract');
    expect(listForbiddenImports(listFunctionFiles('job'), isAllowed)).toEqual([]);
  });
});

describe('the deployment', () => {
  it('loads the two tables, but no operation and no handler', () => {
    const loaded = [...collectLoadedFiles('infra/app.ts')];
    expect(loaded).toContain('functions/create-license/endpoint.ts');
    expect(loaded.filter(file => /(operation|handler|execute-request)\.ts$/.test(file))).toEqual([]);
  });

  it('runs handlers only in Lambda and in the local server', () => {
    const files = ['functions', 'lib', 'infra', 'tools', 'test'].flatMap(listTypeScriptFiles);
    const importers = files.filter(file =>
      readImports(file).some(({ source }) => /^functions\/.*handler\.ts$/.test(source)),
    );
    expect(importers.filter(file => !isBelow(file, 'tools/local'))).toEqual([]);
  });
});
