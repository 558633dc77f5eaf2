import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { proofParts } from './proof-parts.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guarantees.md'), 'utf8');
const rows = [...text.matchAll(/^\| (I\d+) \| .* \| ([^|]*) \|$/gm)];

/** The parts without those that only test the checks (seeded defects and mutants). */
const partsThatGuard = proofParts.filter(({ isSlow: slow }) => !slow);

it('docs/guarantees.md names the parts that check each invariant', () => {
  const documented = Object.fromEntries(
    rows.map(([, invariant, by = '']) => [
      invariant,
      partsThatGuard.filter(({ name }) => by.split(', ').includes(name)),
    ]),
  );
  const implemented = Object.fromEntries(
    [...Array.from({ length: 15 }, (_, index) => `I${index + 1}`), 'I16', 'I17', 'I18'].map(invariant => [
      invariant,
      partsThatGuard.filter(({ guards }) => (guards as readonly string[]).includes(invariant)),
    ]),
  );
  expect(documented).toEqual(implemented);
});

it('docs/guarantees.md describes every part of npm run prove', () => {
  for (const { name } of proofParts) expect(text).toContain(`| \`${name}\` |`);
});
