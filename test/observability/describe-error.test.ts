import { describe, expect, it } from 'vitest';
import { describeError } from '../../lib/observability/describe-error.ts';

describe('the description of an error', () => {
  it('contains its name and its message', () => {
    expect(describeError(new TypeError('x is undefined'))).toBe('TypeError: x is undefined');
  });

  it('contains its causes', () => {
    const timeout = new Error('no response', { cause: 'TIMED_OUT' });
    expect(describeError(new Error('cannot read', { cause: timeout }))).toBe(
      'Error: cannot read (cause: Error: no response (cause: TIMED_OUT))',
    );
  });

  it('is the text of anything else', () => {
    expect(describeError('revoked')).toBe('revoked');
    expect(describeError(undefined)).toBe('undefined');
  });
});
