import { expect, it } from 'vitest';
import { processes } from './processes.ts';

it('what clients were told is in the tables, though servers and the engine were killed among them', async () => {
  const counts = await processes.run({ seed: 1 });
  expect(counts).toMatchObject({ 'servers killed': 1, 'engines killed': 1 });
});
