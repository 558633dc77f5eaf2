import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { type CheckResult, toCheckResult } from './check-result.ts';

type UnhandledErrors = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1];

/** A reporter of vitest that collects the results and prints nothing itself. */
export class SmokeReporter implements Reporter {
  readonly results: CheckResult[] = [];
  /** Errors outside of the checks, such as a file that cannot be loaded. */
  readonly errors: string[] = [];
  private readonly onResult: (result: CheckResult) => void;

  constructor(onResult: (result: CheckResult) => void) {
    this.onResult = onResult;
  }

  onTestCaseResult(test: TestCase): void {
    if (test.result().state === 'skipped') return;
    const result = toCheckResult(test);
    this.results.push(result);
    this.onResult(result);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: UnhandledErrors): void {
    const errors = [...modules.flatMap(module => module.errors()), ...unhandled];
    this.errors.push(...errors.map(({ message }) => message));
  }
}
