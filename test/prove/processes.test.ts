import { expect, it } from 'vitest';
import { processesPart } from './processes-part.ts';

it('the tables match all responses although servers and the engine were killed', async () => {
  const counts = await processesPart.run({ seed: 1 });
  expect(counts).toMatchObject({ 'servers killed': 1, 'engines killed': 1 });
});
