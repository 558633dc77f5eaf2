import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dynamodbMutants } from './mutants/dynamodb-mutants.ts';
import { equivalentMutants } from './mutants/equivalent-mutants.ts';
import { protocolMutants } from './mutants/protocol-mutants.ts';
import { seededDefects } from './mutants/seeded-defects.ts';
import { findAnchorProblem } from './mutants/source-mutant.ts';

const project = join(import.meta.dirname, '..', '..');
const all = [...seededDefects, ...protocolMutants, ...dynamodbMutants];

/** They run in `npm run prove -- --only mutants`, which takes minutes; here, that none of them has lost its text. */
it('every mutant changes a text that is there, once', () => {
  expect(all.map(mutant => findAnchorProblem(mutant, project)).filter(Boolean)).toEqual([]);
});

it('what Stryker may change without a test that notices is there', () => {
  for (const change of equivalentMutants) {
    const [, file = '', line = ''] = /^(\S+): (.*) → /.exec(change) ?? [];
    const source = readFileSync(join(project, file), 'utf8').replace(/\s+/g, ' ');
    expect(source, file).toContain(line);
  }
});

it('every mutant has a name of its own and changes something', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.filter(({ find, replace }) => find === replace)).toEqual([]);
});
