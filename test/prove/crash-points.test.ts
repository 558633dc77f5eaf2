import { expect, it } from 'vitest';
import { crashPoints } from './crash-points.ts';

it('the promise holds at every call of a command, a read or a job that fails', async () => {
  const counts = await crashPoints.run({ seed: 1 });
  expect(counts['failures of commands']).toBeGreaterThan(150);
});
