import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, Violated } from './part.ts';
import { ProjectCopy } from './project-copy.ts';

/** Not dependencies of the project: 130 MB for what runs once in a while. */
const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

/**
 * Of all mutants, so many percent must be noticed by the tests that need no engine: with the others it would take hours. What is
 * left is a matter of those others (what an operation rejects), or changes nothing that anybody could see.
 */
const leastScore = 75;

const config = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['lib/domain/**/*.ts', 'lib/json.ts'],
  vitest: { configFile: 'vitest.pure.ts' },
  reporters: ['json'],
  jsonReporter: { fileName: 'mutation.json' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
};
const vitestConfig = `export default { test: { include: ['test/domain/**/*.test.ts', 'test/json.test.ts'] } };
`;

interface Report {
  files: Record<string, { mutants: { status: string; location: { start: { line: number } }; mutatorName: string }[] }>;
}

/** Stryker changes the pure modules in every way it knows. */
export const domainMutants: Part = {
  name: 'domain-mutants',
  tries: 'Stryker changes the pure modules in every way it knows, and a test must notice',
  guards: ['I10', 'I13'],
  slow: true,
  run: async () => {
    const copy = new ProjectCopy();
    try {
      const { files } = reportOf(copy.folder);
      const mutants = Object.entries(files).flatMap(([file, { mutants }]) =>
        mutants.map(mutant => ({ file, ...mutant })),
      );
      const isNoticed = ({ status }: { status: string }) => ['Killed', 'Timeout'].includes(status);
      const counted = mutants.filter(({ status }) => !['CompileError', 'RuntimeError', 'Ignored'].includes(status));
      const score = (100 * counted.filter(isNoticed).length) / counted.length;
      for (const { file, location, mutatorName } of counted.filter(mutant => !isNoticed(mutant))) {
        console.log(`  not noticed: ${mutatorName} at ${file}:${location.start.line}`);
      }
      if (score < leastScore)
        throw new Violated(`only ${score.toFixed(1)} of 100 mutants are noticed, not ${leastScore}`);
      return { mutants: counted.length, 'noticed of 100': Math.floor(score) };
    } finally {
      copy.remove();
    }
  },
};

/** In a copy with packages of its own: Stryker finds its plugins beside itself only. */
function reportOf(folder: string): Report {
  rmSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'stryker.conf.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'vitest.pure.ts'), vitestConfig);
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const install = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', ...packages],
    options,
  );
  if (install.status !== 0) throw new Error(`Stryker could not be installed: ${install.stderr}`);
  const stryker = spawnSync('npx', ['stryker', 'run', 'stryker.conf.json'], options);
  if (stryker.status !== 0) throw new Error(`Stryker did not run: ${stryker.stdout}${stryker.stderr}`);
  return JSON.parse(readFileSync(join(folder, 'mutation.json'), 'utf8'));
}
