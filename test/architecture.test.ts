import { describe, expect, it } from 'vitest';
import { docsFunction } from '../functions/docs/routes.ts';
import { endpoints } from '../functions/endpoints.ts';
import { jobs } from '../functions/jobs.ts';
import { collectLoadedFiles, type ImportStatement, listTypeScriptFiles, readImports } from './support/imports.ts';

const functions = listTypeScriptFiles('functions');
const lib = listTypeScriptFiles('lib');
const infra = listTypeScriptFiles('infra');
const tools = listTypeScriptFiles('tools');
const folderOf = (operation: string) => operation.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** What of a file's imports is not allowed, as `file → import`. */
const listForbiddenImports = (
  files: string[],
  allowed: (imported: ImportStatement, file: string) => boolean,
): string[] =>
  files.flatMap(file =>
    readImports(file)
      .filter(imported => !allowed(imported, file))
      .map(({ source }) => `${file} → ${source}`),
  );

const isOwnFile = (source: string) => source.endsWith('.ts');

const jobHandlers = jobs.map(({ name }) => `functions/${folderOf(name)}`);
const isJobData = (file: string) =>
  file === 'functions/jobs.ts' || jobHandlers.some(folder => file.startsWith(`${folder}/`));

const isPageFile = (file: string) => file.startsWith(`functions/${docsFunction}/`);

describe('an endpoint', () => {
  it('has a folder of its operation’s name with these three files, and there are no others', () => {
    const expected = endpoints.flatMap(({ operation }) =>
      ['endpoint', 'handler', 'operation'].map(name => `functions/${folderOf(operation)}/${name}.ts`),
    );
    expect(functions.filter(file => !isJobData(file) && !isPageFile(file))).toEqual(
      ['functions/endpoints.ts', 'functions/function-folder.ts', ...expected].sort(),
    );
  });

  it.each(endpoints)(
    '$operation exports its handler, its operation and its endpoint under these names',
    async endpoint => {
      const folder = `../functions/${folderOf(endpoint.operation)}`;
      expect((await import(`${folder}/endpoint.ts`)).endpoint).toBe(endpoint);
      expect(Object.keys(await import(`${folder}/operation.ts`))).toEqual([endpoint.operation]);
    },
  );

  it('knows the words of the wire and nothing else', () => {
    const files = functions.filter(file => file.endsWith('/endpoint.ts'));
    expect(listForbiddenImports(files, ({ source }) => source === 'zod' || source.startsWith('lib/contract/'))).toEqual(
      [],
    );
  });
});

describe('a job', () => {
  it('has a folder of its name with its data and its handler', () => {
    const expected = jobHandlers.flatMap(folder => ['handler', 'job'].map(name => `${folder}/${name}.ts`));
    expect(functions.filter(isJobData)).toEqual([...expected, 'functions/jobs.ts'].sort());
  });

  it.each(jobs)('$name exports its data under this name', async job => {
    expect((await import(`../functions/${folderOf(job.name)}/job.ts`)).job).toBe(job);
  });

  it('is, as data, words of its own and nothing else', () => {
    const files = functions.filter(file => file.endsWith('/job.ts'));
    expect(listForbiddenImports(files, ({ source }) => source.startsWith('lib/contract/'))).toEqual([]);
  });
});

describe('the pages', () => {
  const files = functions.filter(isPageFile);

  it('are data, a pure part and a handler, and know of ours the words of errors alone', () => {
    const names = ['handler', 'page', 'routes'].map(name => `functions/${docsFunction}/${name}.ts`);
    expect(files).toEqual(names);
    const allowed = ['lib/contract/errors.ts', ...names];
    expect(listForbiddenImports(files, ({ source }) => !isOwnFile(source) || allowed.includes(source))).toEqual([]);
    expect(readImports(`functions/${docsFunction}/routes.ts`)).toEqual([]);
  });
});

describe('an operation', () => {
  const files = functions.filter(file => file.endsWith('/operation.ts'));

  it('is pure: it knows its endpoint, the rules, the words and where things are stored', () => {
    const allowed = ['lib/idempotency/operation.ts', 'lib/dynamodb/', 'lib/domain/', 'lib/contract/'];
    const own = (source: string, file: string) => source === file.replace('operation.ts', 'endpoint.ts');
    expect(
      listForbiddenImports(
        files,
        ({ source }, file) => own(source, file) || allowed.some(start => source.startsWith(start)),
      ),
    ).toEqual([]);
  });
});

describe('a handler', () => {
  const files = functions.filter(file => file.endsWith('/handler.ts') && !isPageFile(file));
  const jobHandlers = new Set(jobs.map(({ name }) => `functions/${folderOf(name)}/handler.ts`));

  it('is wiring alone', () => {
    const own = (source: string, file: string) =>
      ['endpoint.ts', 'operation.ts'].some(name => source === file.replace('handler.ts', name));
    const ofJob = (source: string, file: string) =>
      jobHandlers.has(file) && /^lib\/(copy|dynamodb|jobs|observability)\//.test(source);
    const ofEndpoint = ['lib/http/create-handler.ts', 'lib/http/environment.ts'];
    expect(
      listForbiddenImports(
        files,
        ({ source }, file) => own(source, file) || ofEndpoint.includes(source) || ofJob(source, file),
      ),
    ).toEqual([]);
  });

  it('is loaded by the servers of this machine alone', () => {
    const all = [...functions, ...lib, ...infra, ...tools, ...listTypeScriptFiles('test')];
    const loading = all.filter(file =>
      readImports(file).some(({ source }) => /^functions\/.*\/handler\.ts$/.test(source)),
    );
    expect(loading).toEqual(['tools/local/handlers.ts']);
  });
});

describe('the table of endpoints', () => {
  it('is made of endpoints', () => {
    expect(listForbiddenImports(['functions/endpoints.ts'], ({ source }) => /endpoint\.ts$/.test(source))).toEqual([]);
  });
});

describe('the rules', () => {
  const files = lib.filter(file => file.startsWith('lib/domain/'));

  it('know nothing of ours but each other, and of the contract only the types and the limits of metadata', () => {
    const allowed = ({ source, typesOnly }: ImportStatement) =>
      source.startsWith('lib/domain/') ||
      source === 'lib/contract/metadata-limits.ts' ||
      (typesOnly && source.startsWith('lib/contract/')) ||
      !isOwnFile(source);
    expect(listForbiddenImports(files, allowed)).toEqual([]);
  });

  it('know no package that reaches out, and of zod only the types', () => {
    const allowed = ({ source, typesOnly }: ImportStatement) =>
      isOwnFile(source) || source.startsWith('temporal-polyfill/') || (source === 'zod' && typesOnly);
    expect(listForbiddenImports(files, allowed)).toEqual([]);
  });
});

describe('the words of the wire', () => {
  it('know each other and nothing else of ours', () => {
    const files = lib.filter(file => file.startsWith('lib/contract/'));
    const allowed = ({ source }: ImportStatement) => source === 'zod' || source.startsWith('lib/contract/');
    expect(listForbiddenImports(files, allowed)).toEqual([]);
  });
});

describe('the library', () => {
  it('knows neither functions nor infrastructure', () => {
    expect(listForbiddenImports(lib, ({ source }) => !/^(functions|infra|tools|test)\//.test(source))).toEqual([]);
  });

  it('reaches AWS in its store, where keys and webhooks are kept, and where events and work are sent to; events of Lambda in its middleware', () => {
    const reaching = [
      'lib/auth/api-key-repository.ts',
      'lib/jobs/events/event-bridge.ts',
      'lib/jobs/webhooks/sqs-webhook-queue.ts',
      'lib/jobs/webhooks/webhook-repository.ts',
    ];
    const allowed = ({ source }: ImportStatement, file: string) => {
      if (/^@(aws-sdk|smithy)\//.test(source)) return file.startsWith('lib/dynamodb/') || reaching.includes(file);
      if (source === 'aws-lambda' || source.startsWith('@middy/')) return file.startsWith('lib/http/');
      return true;
    };
    expect(listForbiddenImports(lib, allowed)).toEqual([]);
  });

  it('has no one above it in its protocol: commands know no middleware and no environment', () => {
    const files = lib.filter(file => /^lib\/(idempotency|dynamodb|auth)\//.test(file));
    expect(listForbiddenImports(files, ({ source }) => !/^lib\/http\//.test(source))).toEqual([]);
  });
});

describe('nothing that is delivered', () => {
  it('knows the tests or what is measured', () => {
    expect(
      listForbiddenImports([...functions, ...lib, ...infra, ...tools], ({ source }) => !source.startsWith('test/')),
      // `npx connect-api check` runs the smoke tests.
    ).toEqual(['tools/cli/tool-commands.ts → test/smoke/check-command.ts']);
  });
});

describe('the code of the deployment', () => {
  it('loads the endpoints, but no operation and no handler', () => {
    const loaded = [...collectLoadedFiles('infra/app.ts')];
    expect(loaded).toContain('functions/create-license/endpoint.ts');
    expect(loaded.filter(file => /(operation|handler|execute-request|environment)\.ts$/.test(file))).toEqual([]);
  });
});
