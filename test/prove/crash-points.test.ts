import { expect, it } from 'vitest';
import { crashPointsPart } from './crash-points-part.ts';

it('the promise holds at every call of a command, a read or a job that fails', async () => {
  const counts = await crashPointsPart.run({ seed: 1 });
  expect(counts['failures of commands']).toBeGreaterThan(150);
});
