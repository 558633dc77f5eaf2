import { commandMutants } from './command-mutants.ts';
import { commandRuleMutants } from './command-rule-mutants.ts';
import { dynamodbMutants } from './dynamodb-mutants.ts';
import { eventMutants } from './event-mutants.ts';
import { importMutants } from './import-mutants.ts';
import { portalMutants } from './portal-mutants.ts';
import { protocolMutants } from './protocol-mutants.ts';
import { seededDefects } from './seeded-defects.ts';
import type { SourceMutant } from './source-mutant.ts';

export const allMutants: SourceMutant[] = [
  ...seededDefects,
  ...protocolMutants,
  ...dynamodbMutants,
  ...importMutants,
  ...commandMutants,
  ...commandRuleMutants,
  ...eventMutants,
  ...portalMutants,
];
