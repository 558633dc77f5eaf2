import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { appendJsonLines } from '../../tools/local/json-lines.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();

it('lines are appended completely, after a line that was cut off', () => {
  const file = join(newFolder(), 'events.ndjson');
  appendJsonLines(file, [{ a: 1 }, { a: 2 }]);
  appendJsonLines(file, []);
  expect(readFileSync(file, 'utf8')).toBe('{"a":1}\n{"a":2}\n');
});

it.runIf(process.platform === 'linux')(
  'lines that do not fit are not written at all, however often they are tried',
  async () => {
    const file = join(newFolder(), 'events.ndjson');
    appendJsonLines(file, [{ a: 1 }]);
    // A limit of the file size is to a process like a full disk. Its unit is 1024 bytes.
    const script = `
    import { appendJsonLines } from './tools/local/json-lines.ts';
    process.on('SIGXFSZ', () => {});
    const codes = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      try { appendJsonLines(process.argv[1], [{ text: 'x'.repeat(5000) }]); } catch (error) { codes.push(error.code); }
    }
    console.log(codes.join());`;
    const command = 'ulimit -f 2; exec "$0" --import tsx --input-type module --eval "$1" "$2"';
    const { stdout } = await promisify(execFile)('bash', ['-c', command, process.execPath, script, file]);
    expect(stdout.trim()).toBe('EFBIG,EFBIG,EFBIG');
    expect(statSync(file).size).toBe('{"a":1}\n'.length);
    appendJsonLines(file, [{ a: 2 }]);
    expect(readFileSync(file, 'utf8')).toBe('{"a":1}\n{"a":2}\n');
  },
);
