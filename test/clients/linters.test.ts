import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempFolders } from '../support/temp-folders.ts';
import { documentFile, findTool, readDocument, runClientTool, toolsFolder } from './client-tools.ts';

const folder = useTempFolders()();
const rules = join(import.meta.dirname, 'spectral.yaml');

/** Writes a document that is changed by a function. */
function writeChanged(change: (document: ReturnType<typeof readDocument>) => void): string {
  const document = readDocument();
  change(document);
  const file = join(folder, 'changed.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

describe.runIf(toolsFolder)('openapi.json', () => {
  const lint = (file: string) =>
    runClientTool(findTool('spectral'), ['lint', file, '--ruleset', rules, '--fail-severity', 'hint']);

  it('passes all recommended rules of Spectral', () => {
    lint(documentFile);
    const wrong = writeChanged(({ paths }) => delete paths['/licenses'].post.operationId);
    expect(() => lint(wrong)).toThrow('operation-operationId');
  });

  it('is valid for swagger-parser', async () => {
    const { validate } = createRequire(join(toolsFolder, 'package.json'))('@apidevtools/swagger-parser');
    await validate(documentFile);
    await expect(validate(writeChanged(({ info }) => delete info.version))).rejects.toThrow('version');
  });
});
