import { crashPoints } from './crash-points.ts';
import type { Part } from './part.ts';

/** Everything that `npm run prove` tries, in this order. */
export const parts: readonly Part[] = [crashPoints];
