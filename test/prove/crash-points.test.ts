import { expect, it } from 'vitest';
import { crashPointsPart } from './crash-points-part.ts';

it('the guarantee holds when any DynamoDB call of a command, a read or a job fails', async () => {
  const counts = await crashPointsPart.run({ seed: 1 });
  expect(counts['failures of commands']).toBeGreaterThan(150);
  // A busy machine takes several times as long as an idle one.
}, 400_000);
