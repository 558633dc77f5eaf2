import { describe, expect, it } from 'vitest';
import { pagesFunction } from '../functions/docs/routes.ts';
import { endpoints } from '../functions/endpoints.ts';
import { jobs } from '../functions/jobs.ts';
import { filesBelow, type Import, importsOf, loadedWith } from './support/imports.ts';

const functions = filesBelow('functions');
const lib = filesBelow('lib');
const infra = filesBelow('infra');
const folderOf = (operation: string) => operation.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** What of a file's imports is not allowed, as `file → import`. */
const forbidden = (files: string[], allowed: (imported: Import, file: string) => boolean): string[] =>
  files.flatMap(file =>
    importsOf(file)
      .filter(imported => !allowed(imported, file))
      .map(({ of }) => `${file} → ${of}`),
  );

const isOurs = (of: string) => of.endsWith('.ts');

const jobFolders = jobs.map(({ name }) => `functions/${folderOf(name)}`);
const ofJobs = (file: string) =>
  file === 'functions/jobs.ts' || jobFolders.some(folder => file.startsWith(`${folder}/`));

const ofPages = (file: string) => file.startsWith(`functions/${pagesFunction}/`);

describe('an endpoint', () => {
  it('has a folder of its operation’s name with these three files, and there are no others', () => {
    const expected = endpoints.flatMap(({ operation }) =>
      ['endpoint', 'handler', 'operation'].map(name => `functions/${folderOf(operation)}/${name}.ts`),
    );
    expect(functions.filter(file => !ofJobs(file) && !ofPages(file))).toEqual(
      ['functions/endpoints.ts', ...expected].sort(),
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
    expect(forbidden(files, ({ of }) => of === 'zod' || of.startsWith('lib/schemas/'))).toEqual([]);
  });
});

describe('a job', () => {
  it('has a folder of its name with its data and its handler', () => {
    const expected = jobFolders.flatMap(folder => ['handler', 'job'].map(name => `${folder}/${name}.ts`));
    expect(functions.filter(ofJobs)).toEqual([...expected, 'functions/jobs.ts'].sort());
  });

  it.each(jobs)('$name exports its data under this name', async job => {
    expect((await import(`../functions/${folderOf(job.name)}/job.ts`)).job).toBe(job);
  });

  it('is, as data, words of its own and nothing else', () => {
    const files = functions.filter(file => file.endsWith('/job.ts'));
    expect(forbidden(files, ({ of }) => of.startsWith('lib/schemas/'))).toEqual([]);
  });
});

describe('the pages', () => {
  const files = functions.filter(ofPages);

  it('are data, a pure part and a handler, and know of ours the words of errors alone', () => {
    const names = ['handler', 'page', 'routes'].map(name => `functions/${pagesFunction}/${name}.ts`);
    expect(files).toEqual(names);
    const allowed = ['lib/schemas/error.ts', ...names];
    expect(forbidden(files, ({ of }) => !isOurs(of) || allowed.includes(of))).toEqual([]);
    expect(importsOf(`functions/${pagesFunction}/routes.ts`)).toEqual([]);
  });
});

describe('an operation', () => {
  const files = functions.filter(file => file.endsWith('/operation.ts'));

  it('is pure: it knows its endpoint, the rules, the words and where things are stored', () => {
    const allowed = ['lib/command/operation.ts', 'lib/store/', 'lib/domain/', 'lib/schemas/'];
    const own = (of: string, file: string) => of === file.replace('operation.ts', 'endpoint.ts');
    expect(forbidden(files, ({ of }, file) => own(of, file) || allowed.some(start => of.startsWith(start)))).toEqual(
      [],
    );
  });
});

describe('a handler', () => {
  const files = functions.filter(file => file.endsWith('/handler.ts') && !ofPages(file));

  it('is wiring alone', () => {
    const allowed = [
      'lib/apply/observe-apply.ts',
      'lib/apply/scheduled-run.ts',
      'lib/copy/copy-ports.ts',
      'lib/copy/copy-texts.ts',
      'lib/environment.ts',
      'lib/events/publish-changes.ts',
      'lib/events/publish-ports.ts',
      'lib/lambda.ts',
      'lib/middleware/handler.ts',
      'lib/webhooks/consume.ts',
      'lib/webhooks/delivery-ports.ts',
    ];
    const own = (of: string, file: string) =>
      ['endpoint.ts', 'operation.ts'].some(name => of === file.replace('handler.ts', name));
    expect(forbidden(files, ({ of }, file) => own(of, file) || allowed.includes(of))).toEqual([]);
  });

  it('is loaded by the servers of this machine alone', () => {
    const all = [...functions, ...lib, ...infra, ...filesBelow('test')];
    const loading = all.filter(file => importsOf(file).some(({ of }) => /^functions\/.*\/handler\.ts$/.test(of)));
    expect(loading).toEqual(['infra/local/handlers.ts']);
  });
});

describe('the table of endpoints', () => {
  it('is made of endpoints', () => {
    expect(forbidden(['functions/endpoints.ts'], ({ of }) => /endpoint\.ts$/.test(of))).toEqual([]);
  });
});

describe('the rules', () => {
  const files = lib.filter(file => file.startsWith('lib/domain/'));

  it('know nothing of ours but each other, and of the words of the wire only the types', () => {
    const allowed = ({ of, typesOnly }: Import) =>
      of.startsWith('lib/domain/') || (typesOnly && of.startsWith('lib/schemas/')) || !isOurs(of);
    expect(forbidden(files, allowed)).toEqual([]);
  });

  it('know no package that reaches out, and of zod only the types', () => {
    const allowed = ({ of, typesOnly }: Import) =>
      isOurs(of) || of.startsWith('temporal-polyfill/') || (of === 'zod' && typesOnly);
    expect(forbidden(files, allowed)).toEqual([]);
  });
});

describe('the words of the wire', () => {
  it('know each other, and of the rules the limits of metadata', () => {
    const files = lib.filter(file => file.startsWith('lib/schemas/'));
    const allowed = ({ of }: Import) =>
      of === 'zod' || of === 'lib/domain/metadata.ts' || of.startsWith('lib/schemas/');
    expect(forbidden(files, allowed)).toEqual([]);
  });
});

describe('the library', () => {
  it('knows neither functions nor infrastructure', () => {
    expect(forbidden(lib, ({ of }) => !/^(functions|infra|test)\//.test(of))).toEqual([]);
  });

  it('reaches AWS in its store, where keys and webhooks are kept, and where events and work are sent to; events of Lambda in its middleware', () => {
    const reaching = [
      'lib/auth/key-store.ts',
      'lib/copy/sqs-copy-queue.ts',
      'lib/events/event-bridge.ts',
      'lib/webhooks/sqs-queue.ts',
      'lib/webhooks/webhook-store.ts',
    ];
    const allowed = ({ of }: Import, file: string) => {
      if (/^@(aws-sdk|smithy)\//.test(of)) return file.startsWith('lib/store/') || reaching.includes(file);
      if (of === 'aws-lambda' || of.startsWith('@middy/')) return file.startsWith('lib/middleware/');
      return true;
    };
    expect(forbidden(lib, allowed)).toEqual([]);
  });

  it('has no one above it in its protocol: commands know no middleware and no environment', () => {
    const files = lib.filter(file => /^lib\/(command|store|auth)\//.test(file));
    expect(forbidden(files, ({ of }) => !/^lib\/(middleware\/|environment\.ts)/.test(of))).toEqual([]);
  });
});

describe('nothing that is delivered', () => {
  it('knows the tests or what is measured', () => {
    expect(forbidden([...functions, ...lib, ...infra], ({ of }) => !of.startsWith('test/'))).toEqual([]);
  });
});

describe('the code of the deployment', () => {
  it('loads the endpoints, but no operation and no handler', () => {
    const loaded = [...loadedWith('infra/app.ts')];
    expect(loaded).toContain('functions/create-license/endpoint.ts');
    expect(loaded.filter(file => /(operation|handler|run|environment)\.ts$/.test(file))).toEqual([]);
  });
});
