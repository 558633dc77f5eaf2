import { crashPoints } from './crash-points.ts';
import { fuzz } from './fuzz.ts';
import { model } from './model-part.ts';
import { mutants } from './mutants.ts';
import { domainMutants } from './mutants-domain.ts';
import type { Part } from './part.ts';
import { planted } from './planted.ts';
import { processes } from './processes.ts';
import { simulation } from './simulation-part.ts';

/** Everything that `npm run prove` tries, in this order. */
export const parts: readonly Part[] = [
  simulation,
  model,
  crashPoints,
  processes,
  fuzz,
  planted,
  mutants,
  domainMutants,
];
