import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allMutants } from './mutants/all-mutants.ts';
import { equivalentMutants } from './mutants/equivalent-mutants.ts';
import { findAnchorProblem } from './mutants/source-mutant.ts';

const project = join(import.meta.dirname, '..', '..');

/* The mutants run in `npm run prove -- --only mutants`, which takes minutes. This test checks only their source texts. */
it('the source text of every mutant occurs exactly once', () => {
  expect(allMutants.map(mutant => findAnchorProblem(mutant, project)).filter(Boolean)).toEqual([]);
});

it('the source text of every equivalent mutant exists', () => {
  for (const change of equivalentMutants) {
    const [, file = '', line = ''] = /^(\S+): (.*) → /.exec(change) ?? [];
    const source = readFileSync(join(project, file), 'utf8').replace(/\s+/g, ' ');
    expect(source, file).toContain(line);
  }
});

it('every mutant has a unique name and changes its text', () => {
  expect(new Set(allMutants.map(({ name }) => name)).size).toBe(allMutants.length);
  expect(allMutants.filter(({ find, replace }) => find === replace)).toEqual([]);
});
