import { expect, it } from 'vitest';
import { fuzzPart } from './fuzz-part.ts';

it('every response follows the contract, whatever is sent', async () => {
  const counts = await fuzzPart.run({ seed: 1 });
  for (const status of [200, 201, 400, 401, 403, 404, 409, 415])
    expect(counts[`responses with status ${status}`]).toBeGreaterThan(0);
});
