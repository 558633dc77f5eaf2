import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const copiedPaths = [
  'functions',
  'infra',
  'lib',
  'test',
  'tools',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'cdk.json',
];

/** Keeps the caches of vitest out of node_modules, which all copies share. */
const copyVitestConfig = `import config from './vitest.config.ts';
export default { ...config, cacheDir: '.vite', test: { ...config.test, cache: false, maxWorkers: 1 } };
`;

/** Names of the failed tests of one run, by file. */
export type FailedTests = Map<string, string[]>;

/** A copy of the project in which mutants are applied. It uses the installed packages of the project. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'connect-mutants-'));

  /** Limit for one run of the tests. A mutant can make a test wait for ever; reaching the limit counts as detected. */
  timeoutMs = 30 * 60_000;

  constructor() {
    for (const part of copiedPaths) {
      if (existsSync(join(project, part))) cpSync(join(project, part), join(this.folder, part), { recursive: true });
    }
    symlinkSync(join(project, 'node_modules'), join(this.folder, 'node_modules'));
    writeFileSync(join(this.folder, 'vitest.copy.ts'), copyVitestConfig);
  }

  /** Runs tests. @returns an empty map if none failed */
  async runTests(files: string[], options: string[] = []): Promise<FailedTests> {
    const report = join(this.folder, 'report.json');
    rmSync(report, { force: true });
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const args = [vitest, 'run', '--config', 'vitest.copy.ts', '--reporter=json', `--outputFile=${report}`, ...options];
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    // The child has a process group of its own, so that processes that a mutant made endless are killed together with it.
    const child = spawn(process.execPath, [...args, ...files], { cwd: this.folder, stdio, detached: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', chunk => {
        output += chunk;
      });
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), this.timeoutMs);
    const [code] = await once(child, 'close');
    clearTimeout(timer);
    if (code === 0) return new Map();
    if (!existsSync(report)) {
      if (code === null) return new Map([['(timeout)', ['the tests did not end in time']]]);
      throw new Error(`The tests could not be run: ${output.slice(-2000)}`);
    }
    return this.collectFailures(JSON.parse(readFileSync(report, 'utf8')));
  }

  private collectFailures({ testResults }: { testResults: TestFile[] }): FailedTests {
    const failed: FailedTests = new Map();
    for (const { name, status, assertionResults, message } of testResults) {
      if (status !== 'failed') continue;
      const tests = assertionResults.filter(test => test.status === 'failed').map(({ fullName }) => fullName.trim());
      failed.set(relative(this.folder, name), tests.length > 0 ? tests : [String(message).split('\n')[0] ?? '']);
    }
    return failed;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface TestFile {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string }[];
}
