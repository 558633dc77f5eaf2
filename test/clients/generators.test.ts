import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  documentFile,
  findTool,
  generatorJar,
  node24Path,
  readDocument,
  runClientTool,
  toolsFolder,
} from './client-tools.ts';

// In the folder of the tools, so that the generated code finds the packages that it imports.
const workFolder = toolsFolder ? mkdtempSync(join(toolsFolder, 'generated-')) : '';
afterAll(() => {
  if (workFolder) rmSync(workFolder, { recursive: true });
});

interface Operation {
  operationId: string;
}
const operationIds = Object.values<Record<string, Operation>>(readDocument().paths).flatMap(path =>
  Object.values(path).map(({ operationId }) => operationId),
);

const generators: Record<string, (folder: string) => void> = {
  'openapi-typescript': folder =>
    runClientTool(findTool('openapi-typescript'), [documentFile, '-o', join(folder, 'schema.ts')]),
  'hey-api': folder =>
    runClientTool(findTool('openapi-ts'), ['-i', documentFile, '-o', folder, '-c', '@hey-api/client-fetch']),
  orval: folder =>
    runClientTool(findTool('orval'), ['--input', documentFile, '--output', join(folder, 'client.ts')], node24Path),
  'swagger-typescript-api': folder =>
    runClientTool(findTool('swagger-typescript-api'), [
      'generate',
      '-p',
      documentFile,
      '-o',
      folder,
      '-n',
      'client.ts',
    ]),
  'openapi-zod-client': folder =>
    runClientTool(findTool('openapi-zod-client'), [documentFile, '-o', join(folder, 'client.ts'), '--with-alias']),
  // Its generator typescript-fetch writes imports without names for every document with webhooks.
  'openapi-generator (typescript-axios)': folder =>
    runClientTool('java', [
      '-jar',
      generatorJar ?? '',
      'generate',
      '-i',
      documentFile,
      '-g',
      'typescript-axios',
      '-o',
      folder,
    ]),
};
const isMissing = (name: string): boolean =>
  (name === 'orval' && node24Path === undefined) ||
  (name.startsWith('openapi-generator') && generatorJar === undefined);

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: 'ES2022',
  module: 'preserve',
  moduleResolution: 'bundler',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  types: [],
};

function compileStrictly(folder: string): void {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  runClientTool(findTool('tsc'), ['-p', folder]);
}

function readGeneratedCode(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  return files.map(name => readFileSync(join(folder, name), 'utf8')).join('\n');
}

describe.runIf(toolsFolder)('a client that is generated from openapi.json', () => {
  it.for(Object.entries(generators))(
    'by %s compiles in strict mode and has every operation',
    ([name, generate], { skip }) => {
      skip(isMissing(name));
      const folder = join(workFolder, name.replace(/\W+/g, '-'));
      mkdirSync(folder);
      generate(folder);
      compileStrictly(folder);
      const code = readGeneratedCode(folder);
      expect(operationIds.filter(operationId => !new RegExp(`\\b${operationId}\\b`).test(code))).toEqual([]);
    },
  );

  it('is refused by the compiler if it is wrong', () => {
    const folder = join(workFolder, 'wrong');
    mkdirSync(folder);
    writeFileSync(join(folder, 'client.ts'), 'export const total: number = "1";');
    expect(() => compileStrictly(folder)).toThrow('TS2322');
  });
});
