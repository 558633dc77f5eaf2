import { expect, it } from 'vitest';
import { processesPart } from './processes-part.ts';

it('what clients were told is in the tables, though servers and the engine were killed among them', async () => {
  const counts = await processesPart.run({ seed: 1 });
  expect(counts).toMatchObject({ 'servers killed': 1, 'engines killed': 1 });
});
