import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { equivalentMutants } from './mutants/equivalent-mutants.ts';
import { ProjectCopy } from './project-copy.ts';
import { InvariantViolation, type ProofPart } from './proof-part.ts';

/** Packages that this part installs itself. They are not dependencies of the project, because they take 130 MB and run rarely. */
const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

const config = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['lib/domain/**/*.ts', 'lib/contract/json.ts', 'lib/contract/metadata-limits.ts'],
  vitest: { configFile: 'vitest.pure.ts' },
  reporters: ['json'],
  jsonReporter: { fileName: 'mutation.json' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
};
const vitestConfig = `export default { test: { include: ['test/domain/**/*.test.ts', 'test/contract/json.test.ts'] } };
`;

/** The fields of Stryker's JSON report that are used here. */
interface StrykerReport {
  files: Record<string, { source: string; mutants: ReportedMutant[] }>;
}
interface ReportedMutant {
  status: string;
  replacement: string;
  location: { start: Position; end: Position };
}
/** A position in a file. Both numbers start at 1. */
interface Position {
  line: number;
  column: number;
}

/** Mutates the pure modules with Stryker. */
export const domainMutantsPart: ProofPart = {
  name: 'domain-mutants',
  description:
    'Stryker applies all of its mutations to the pure modules, and a test without an engine must detect each',
  guards: ['I10', 'I13'],
  isSlow: true,
  run: async () => {
    const copy = new ProjectCopy();
    try {
      const mutants = Object.entries(runStryker(copy.folder).files).flatMap(([file, { source, mutants }]) =>
        mutants
          .filter(({ status }) => !['CompileError', 'RuntimeError', 'Ignored'].includes(status))
          .map(mutant => ({ ...mutant, change: describeChange(file, source, mutant) })),
      );
      const remaining = mutants
        .filter(({ status }) => !['Killed', 'Timeout'].includes(status))
        .map(({ change }) => change);
      const survivors = remaining.filter(change => !equivalentMutants.has(change));
      if (survivors.length > 0)
        throw new InvariantViolation(['no test detects these mutants:', ...survivors].join('\n  '));
      return {
        mutants: mutants.length,
        detected: mutants.length - remaining.length,
        'equivalent (no change of behaviour)': remaining.length,
      };
    } finally {
      copy.remove();
    }
  },
};

/**
 * Describes a mutant by the lines that it changes, before and after: `lib/contract/json.ts: let expectsKey = false; → let
 * expectsKey = true;`
 */
function describeChange(
  file: string,
  source: string,
  { location: { start, end }, replacement }: ReportedMutant,
): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const before = (lines[0] ?? '').slice(0, start.column - 1);
  const after = (lines.at(-1) ?? '').slice(end.column - 1);
  return `${file}: ${joinLines(lines.join(' '))} → ${joinLines(before + replacement + after)}`;
}

const joinLines = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Runs Stryker in a copy of the project with packages of its own, because Stryker finds its plugins only in its own
 * node_modules.
 */
function runStryker(folder: string): StrykerReport {
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
  if (stryker.status !== 0) throw new Error(`Stryker failed: ${stryker.stdout}${stryker.stderr}`);
  return JSON.parse(readFileSync(join(folder, 'mutation.json'), 'utf8'));
}
