import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, toMessageJson } from '../../lib/contract/json.ts';

const parse = (text: string) => parseJson(Buffer.from(text, 'utf8'));
const findProblem = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? undefined : parsed.message;
};

/** Writes a text as JSON with every character as a \\u escape. */
const toEscapedJson = (text: string) =>
  `"${[...text].map(letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
const whitespace = fc.constantFrom('', ' ', '\n', '\t', ' \r\n ');

describe('any JSON', () => {
  it('is parsed as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8, stringUnit: 'binary' }), text => {
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('is rejected as invalid if and only if JSON.parse rejects it', () => {
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
        const problem = findProblem(text);
        expect(problem === undefined || problem.startsWith('has the duplicate key')).toBe(valid);
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});

describe('text that is not JSON', () => {
  it.each([
    ['an unquoted word', '{"a":\n x}', 'position 7 (line 2, column 2)'],
    ['a text without end', '{"a":"x', 'position 5 (line 1, column 6)'],
    ['a missing value at the end', '{"a":', 'position 5 (line 1, column 6)'],
    ['a comma too many', '{"a":1,}', 'position 7 (line 1, column 8)'],
    ['a comment', '{}// x', 'position 2 (line 1, column 3)'],
    ['nothing but space', '  ', 'position 2 (line 1, column 3)'],
  ])('is refused with the position of %s', (_case, text, position) => {
    expect(findProblem(text)).toBe(`is not valid JSON at ${position}`);
  });

  it('is refused with a position, whatever is wrong', () => {
    const valid = '{"scheduledAt":"2099-03-01","a":[1,-2.5e3,true,null,{"b":"\\u00e9\\n"}]}';
    const change = fc.tuple(
      fc.nat(valid.length),
      fc.nat(2),
      fc.stringMatching(/^[-{}[\]:,"\\ \n\t\0\u00a0\ufeff0a.eE/*+]?$/),
    );
    fc.assert(
      fc.property(change, ([at, removed, inserted]) => {
        const problem = findProblem(valid.slice(0, at) + inserted + valid.slice(at + removed));
        if (problem !== undefined && !/duplicate|byte-order/.test(problem))
          expect(problem).toMatch(/at position \d+ \(line/);
      }),
      { seed: 12, numRuns: 2000 },
    );
  });

  it('is refused for its depth if it is nested too deeply to be read', () => {
    expect(findProblem('['.repeat(60_000))).toBe('is nested more than 32 levels deep');
  });
});

describe('a duplicate key in an object', () => {
  it('is quoted in a short form', () => {
    const name = 'k'.repeat(60_000);
    expect(findProblem(`{"${name}":1,"${name}":2}`)).toBe(`has the duplicate key "${'k'.repeat(64)}…" in an object`);
  });

  it('is found at any position and in any notation', () => {
    const key = fc.stringMatching(/^[a-z"\\{},:[\]]{1,5}$/);
    fc.assert(
      fc.property(key, fc.jsonValue({ maxDepth: 3 }), fc.boolean(), whitespace, (name, value, asEscapes, space) => {
        const again = asEscapes ? toEscapedJson(name) : JSON.stringify(name);
        const text = `[{"other":${JSON.stringify(value)},${JSON.stringify(name)}${space}:1,${space}${again}:2}]`;
        expect(findProblem(text)).toBe(`has the duplicate key ${JSON.stringify(name)} in an object`);
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  it('is found in the outermost object, as the first two keys, and after nested objects', () => {
    expect(findProblem('{"a":1,"a":2}')).toBe('has the duplicate key "a" in an object');
    expect(findProblem('{"a":{"b":[{"c":1}]},"d":[],"a":2}')).toBe('has the duplicate key "a" in an object');
    expect(findProblem('[[[{"a":[],"b":{},"a":2}]]]')).toBe('has the duplicate key "a" in an object');
  });

  it('is not reported for keys of different objects, or for values', () => {
    for (const text of [
      '[{"a":1},{"a":1}]',
      '{"a":{"a":{"a":"a"}},"b":["a","a"]}',
      '{"a":"a","b":"a"}',
      '{"a,a":1,"a":2}',
    ]) {
      expect(findProblem(text)).toBeUndefined();
    }
  });
});

describe('nesting', () => {
  const nested = (open: string, close: string, levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s is limited to 32 levels', (_case, open, close) => {
    expect(findProblem(nested(open, close, 32))).toBeUndefined();
    expect(findProblem(nested(open, close, 33))).toBe('is nested more than 32 levels deep');
  });

  it('does not count brackets in strings, or siblings', () => {
    expect(findProblem(JSON.stringify(['['.repeat(100), ...Array.from({ length: 100 }, () => [])]))).toBeUndefined();
  });
});

describe('the largest bodies', () => {
  it.each([
    ['of escapes', `["${'\\"'.repeat(32_000)}"]`],
    ['of backslashes', `["${'\\\\'.repeat(32_000)}"]`],
    ['of many keys', `{${Array.from({ length: 7000 }, (_, index) => `"${index}":1`).join(',')}}`],
    ['of many empty objects', `[${'{},'.repeat(20_000)}{}]`],
  ])('%s are parsed in less than 2 s', (_case, text) => {
    const started = performance.now();
    expect(parse(text).ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it('the error names the position, without a part of the text', () => {
  expect(findProblem('{"customerId": secret}')).toBe('is not valid JSON at position 15 (line 1, column 16)');
});

it.each([
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'is not valid UTF-8'],
  ['an incomplete character', Buffer.from([0x22, 0xc3, 0x22]), 'is not valid UTF-8'],
  ['a byte-order mark', Buffer.from('\ufeff{}'), 'begins with a byte-order mark'],
])('%s is rejected with its own message', (_what, bytes, message) => {
  expect(parseJson(bytes)).toEqual({ ok: false, message });
});

it('a byte-order mark inside a string is accepted', () => {
  expect(parse('"a\ufeff"')).toEqual({ ok: true, value: 'a\ufeff' });
});

describe('JSON for a queue', () => {
  it('has the same meaning without the characters that SQS rejects', () => {
    const value = { name: 'a\ufffeb\uffffc', more: ['\u{1F4F1}', 'ü'] };
    expect(toMessageJson(value)).not.toMatch(/[\ufffe\uffff]/);
    expect(JSON.parse(toMessageJson(value))).toEqual(value);
  });
});
