import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listTypeScriptFiles } from './support/imports.ts';

/* The rules for names and docstrings that a program can check. CONTRIBUTING.md has all of them. */

/** These are generated. */
const generatedFiles = new Set(['client/src/schema.ts', 'client/src/enums.ts']);
const files = ['client', 'functions', 'infra', 'lib', 'portal', 'test', 'tools']
  .flatMap(listTypeScriptFiles)
  .filter(file => !generatedFiles.has(file));

const readText = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');

/** Each folder of functions/, and each contender of the benchmark, exports its parts under the same names. */
const sharedNames = new Set(['endpoint', 'operation', 'handler', 'job']);

const exportPattern =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;

function listExports(): Map<string, Set<string>> {
  const filesByName = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [, name = ''] of readText(file).matchAll(exportPattern)) {
      filesByName.set(name, (filesByName.get(name) ?? new Set()).add(file));
    }
  }
  return filesByName;
}

/** The operation of an endpoint has one name everywhere, also in the contenders of the benchmark and in the client. */
it('exports no name from two files', () => {
  const duplicates = [...listExports()]
    .filter(([name, exporters]) => exporters.size > 1 && !sharedNames.has(name))
    .map(([name, exporters]) => `${name}: ${[...exporters].join(', ')}`);
  expect(duplicates).toEqual([]);
});

it('begins no docstring with What, Where, Who, Whether or That', () => {
  const found = files.flatMap(file =>
    [...readText(file).matchAll(/\/\*\*\s*(?:\*\s*)?((?:What|Where|Who|Whose|Whether|That)\b.*)/g)].map(
      ([, sentence]) => `${file}: ${sentence}`,
    ),
  );
  expect(found).toEqual([]);
});
