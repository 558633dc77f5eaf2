import { crashPointsPart } from './crash-points-part.ts';
import { deliveriesPart } from './deliveries-part.ts';
import { domainMutantsPart } from './domain-mutants-part.ts';
import { feedPart } from './feed-part.ts';
import { fuzzPart } from './fuzz-part.ts';
import { modelPart } from './model-part.ts';
import { mutantsPart } from './mutants-part.ts';
import { portalPart } from './portal-part.ts';
import { processesPart } from './processes-part.ts';
import type { ProofPart } from './proof-part.ts';
import { seededDefectsPart } from './seeded-defects-part.ts';
import { simulationPart } from './simulation-part.ts';

/** All parts of `npm run prove`, in the order in which they run. */
export const proofParts: readonly ProofPart[] = [
  simulationPart,
  feedPart,
  deliveriesPart,
  portalPart,
  modelPart,
  crashPointsPart,
  processesPart,
  fuzzPart,
  seededDefectsPart,
  mutantsPart,
  domainMutantsPart,
];
