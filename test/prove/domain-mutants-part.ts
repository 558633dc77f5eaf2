import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { equivalentMutants } from './mutants/equivalent-mutants.ts';
import { ProjectCopy } from './project-copy.ts';
import { InvariantViolation, type ProofPart } from './proof-part.ts';

/** Not dependencies of the project: 130 MB for what runs once in a while. */
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

/** As Stryker's JSON has it. */
interface StrykerReport {
  files: Record<string, { source: string; mutants: ReportedMutant[] }>;
}
interface ReportedMutant {
  status: string;
  replacement: string;
  location: { start: Position; end: Position };
}
/** Both count from 1. */
interface Position {
  line: number;
  column: number;
}

/** Stryker changes the pure modules in every way it knows. */
export const domainMutantsPart: ProofPart = {
  name: 'domain-mutants',
  description: 'Stryker changes the pure modules in every way it knows, and a test that needs no engine must notice',
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
      if (survivors.length > 0) throw new InvariantViolation(['no test notices', ...survivors].join('\n  '));
      return {
        mutants: mutants.length,
        noticed: mutants.length - remaining.length,
        'that change nothing': remaining.length,
      };
    } finally {
      copy.remove();
    }
  },
};

/** The lines that a mutant changes, before and after: `lib/contract/json.ts: let expectsKey = false; → let expectsKey = true;` */
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

/** In a copy with packages of its own: Stryker finds its plugins beside itself only. */
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
  if (stryker.status !== 0) throw new Error(`Stryker did not run: ${stryker.stdout}${stryker.stderr}`);
  return JSON.parse(readFileSync(join(folder, 'mutation.json'), 'utf8'));
}
