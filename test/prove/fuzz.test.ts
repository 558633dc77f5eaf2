import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('the contract holds whatever is sent', async () => {
  const counts = await fuzz.run({ seed: 1 });
  for (const status of [200, 201, 400, 401, 403, 404, 409, 415]) expect(counts[`told ${status}`]).toBeGreaterThan(0);
});
