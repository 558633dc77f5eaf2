import { expect, it } from 'vitest';
import { formatNotRun, noteNotRun } from './not-run.ts';

it('npm run test:more says in one line what it did not run, and why', () => {
  expect(formatNotRun()).toBe('Every part ran.');
  noteNotRun('DynamoDB Local', 'Java 17 or later is not installed');
  noteNotRun('orval', 'it needs Node 24');
  expect(formatNotRun()).toBe('Not run: DynamoDB Local (Java 17 or later is not installed), orval (it needs Node 24).');
});
