import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clientTunings, tunedFile } from './client-tunings.ts';

const source = readFileSync(join(import.meta.dirname, '..', '..', '..', tunedFile), 'utf8');

it.each(clientTunings)('the benchmark can undo the tuning "$name"', ({ find }) => {
  expect(source.split(find)).toHaveLength(2);
});
