import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, toMessageJson } from '../../lib/contract/json.ts';

const parse = (text: string) => parseJson(Buffer.from(text, 'utf8'));
const problemOf = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? undefined : parsed.message;
};

/** A text as JSON with every character escaped that way. */
const escaped = (text: string) =>
  `"${[...text].map(letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
const blank = fc.constantFrom('', ' ', '\n', '\t', ' \r\n ');

describe('JSON of any kind', () => {
  it('is understood as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8, stringUnit: 'binary' }), text => {
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('is no JSON exactly when it is none for JSON.parse', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-', 'null', ' ', '"', '\\', '.5');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), parts => {
        const text = parts.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const problem = problemOf(text);
        expect(problem === undefined || problem.startsWith('repeats')).toBe(valid);
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});

describe('a key that is repeated in one object', () => {
  it('is found wherever it stands and however it is written', () => {
    const key = fc.stringMatching(/^[a-z"\\{},:[\]]{1,5}$/);
    fc.assert(
      fc.property(key, fc.jsonValue({ maxDepth: 3 }), fc.boolean(), blank, (name, value, asEscapes, space) => {
        const again = asEscapes ? escaped(name) : JSON.stringify(name);
        const text = `[{"other":${JSON.stringify(value)},${JSON.stringify(name)}${space}:1,${space}${again}:2}]`;
        expect(problemOf(text)).toBe(`has the duplicate key ${JSON.stringify(name)} in an object`);
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  it('is found in the outermost object, in its first two keys, and behind objects that are closed', () => {
    expect(problemOf('{"a":1,"a":2}')).toBe('has the duplicate key "a" in an object');
    expect(problemOf('{"a":{"b":[{"c":1}]},"d":[],"a":2}')).toBe('has the duplicate key "a" in an object');
    expect(problemOf('[[[{"a":[],"b":{},"a":2}]]]')).toBe('has the duplicate key "a" in an object');
  });

  it('is none where the objects differ, or where it is a value', () => {
    for (const text of [
      '[{"a":1},{"a":1}]',
      '{"a":{"a":{"a":"a"}},"b":["a","a"]}',
      '{"a":"a","b":"a"}',
      '{"a,a":1,"a":2}',
    ]) {
      expect(problemOf(text)).toBeUndefined();
    }
  });
});

describe('nesting', () => {
  const nested = (open: string, close: string, levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s may have 32 levels and not 33', (_case, open, close) => {
    expect(problemOf(nested(open, close, 32))).toBeUndefined();
    expect(problemOf(nested(open, close, 33))).toBe('is nested more than 32 levels deep');
  });

  it('is not counted in texts, nor side by side', () => {
    expect(problemOf(JSON.stringify(['['.repeat(100), ...Array.from({ length: 100 }, () => [])]))).toBeUndefined();
  });
});

describe('the largest bodies', () => {
  it.each([
    ['of escapes', `["${'\\"'.repeat(32_000)}"]`],
    ['of backslashes', `["${'\\\\'.repeat(32_000)}"]`],
    ['of many keys', `{${Array.from({ length: 7000 }, (_, index) => `"${index}":1`).join(',')}}`],
    ['of many empty objects', `[${'{},'.repeat(20_000)}{}]`],
  ])('%s are read at once', (_case, text) => {
    const started = performance.now();
    expect(parse(text).ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it('tells where a text breaks, without a piece of it', () => {
  const parsed = parseJson(Buffer.from('{"customerId": secret}'));
  expect(parsed).toEqual({ ok: false, message: expect.stringMatching(/^is not valid JSON( at position 15)?$/) });
  // Here every Node knows the position.
  expect(problemOf('{"customerId" 123}')).toBe('is not valid JSON at position 14');
  // And here none does.
  expect(problemOf('')).toBe('is not valid JSON');
});

it.each([
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'is not valid UTF-8'],
  ['half of a character', Buffer.from([0x22, 0xc3, 0x22]), 'is not valid UTF-8'],
  ['a byte-order mark', Buffer.from('\ufeff{}'), 'begins with a byte-order mark'],
])('%s is refused by its name', (_what, bytes, message) => {
  expect(parseJson(bytes)).toEqual({ ok: false, message });
});

it('a byte-order mark inside a text is a character like others', () => {
  expect(parse('"a\ufeff"')).toEqual({ ok: true, value: 'a\ufeff' });
});

describe('JSON for a queue', () => {
  it('means the same without the characters that SQS refuses', () => {
    const value = { name: 'a\ufffeb\uffffc', more: ['\u{1F4F1}', 'ü'] };
    expect(toMessageJson(value)).not.toMatch(/[\ufffe\uffff]/);
    expect(JSON.parse(toMessageJson(value))).toEqual(value);
  });
});
