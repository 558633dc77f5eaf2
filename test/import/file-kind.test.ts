import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findFileProblem, requireLineFile } from '../../lib/import/file-kind.ts';

const line = '{"kind":"tenant","tenantId":"ü-1","mode":"test"}\n';
const utf16le = Buffer.from(line, 'utf16le');
const utf16be = Buffer.from(utf16le).swap16();

it.each([
  ['UTF-16 text', Buffer.from(`\ufeff${line}`, 'utf16le')],
  ['UTF-16 text', Buffer.from(`\ufeff${line}`, 'utf16le').swap16()],
  ['UTF-16 text', utf16le],
  ['UTF-16 text', utf16be],
  ['UTF-16 text', Buffer.from(`\n${line}`, 'utf16le')],
  ['UTF-32 text', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0])],
  ['a gzip file', gzipSync(line)],
  ['a zip archive', Buffer.from('PK\u0003\u0004\u0014\u0000')],
  ['a JSON array', Buffer.from(`[${line}]`)],
  ['a JSON array', Buffer.from(`\ufeff \n[\n${line}]`)],
  ['a JSON object over several lines', Buffer.from('{\n  "kind": "tenant"\n}\n')],
  ['a binary file', Buffer.from('%PDF-1.7\n%\u0000\u0001')],
  ['a binary file', Buffer.from('\u007fELF\u0002\u0001\u0001\u0000')],
  ['a binary file', Buffer.from('\u0001data')],
])('%s is recognised by its first bytes', (kind, head) => {
  expect(findFileProblem(head)).toMatch(
    new RegExp(`^The file is ${kind}\\. An import file is UTF-8 text .*Nothing was imported\\.$`),
  );
});

it.each([line, `\ufeff${line}`, `\n \r\n${line}`, '{\n', 'name,kind\n', '', '{"a":"\u0001"}', '{}'])(
  'the beginning %j is left to the checks of the lines',
  head => {
    expect(findFileProblem(Buffer.from(head))).toBeUndefined();
  },
);

describe('the first bytes', () => {
  it('may come one by one', async () => {
    const source = () => [...utf16le].map(byte => Uint8Array.of(byte));
    await expect(requireLineFile(source)).rejects.toThrow('The file is UTF-16 text.');
  });

  it('are all that is read', async () => {
    let reads = 0;
    async function* endless() {
      for (;;) {
        reads += 1;
        yield Buffer.from(line.repeat(30));
      }
    }
    await requireLineFile(endless);
    expect(reads).toBeLessThan(10);
  });
});
