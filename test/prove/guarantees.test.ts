import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { proofParts } from './proof-parts.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guarantees.md'), 'utf8');
const rows = [...text.matchAll(/^\| (I\d+) \| .* \| ([^|]*) \|$/gm)];

/** The parts that check the checks guard nothing themselves. */
const partsThatGuard = proofParts.filter(({ isSlow: slow }) => !slow);

it('the page of what is promised names the parts that check each promise', () => {
  const told = Object.fromEntries(
    rows.map(([, invariant, by = '']) => [
      invariant,
      partsThatGuard.filter(({ name }) => by.split(', ').includes(name)),
    ]),
  );
  const guarding = Object.fromEntries(
    Array.from({ length: 13 }, (_, index) => `I${index + 1}`).map(invariant => [
      invariant,
      partsThatGuard.filter(({ guards }) => (guards as readonly string[]).includes(invariant)),
    ]),
  );
  expect(told).toEqual(guarding);
});

it('and every part of npm run prove', () => {
  for (const { name } of proofParts) expect(text).toContain(`| \`${name}\` |`);
});
