import { join } from 'node:path';
import { BaseSequencer, startVitest, type TestSpecification } from 'vitest/node';
import type { CheckResult } from './check-result.ts';
import { SmokeReporter } from './smoke-reporter.ts';
import type { SmokeTarget } from './smoke-test.ts';

/** Runs the files by name, so that two reports can be compared. */
class AlphabeticalSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

/**
 * Runs the smoke tests with vitest, one after the other, so that each is alone with what it creates.
 *
 * @param only - matches the names of the checks to run
 * @param onResult - is called after each check
 * @throws Error if the tests themselves are broken
 */
export async function runSmokeTests(
  smokeTarget: SmokeTarget,
  onResult: (result: CheckResult) => void,
  only?: RegExp,
): Promise<CheckResult[]> {
  const reporter = new SmokeReporter(onResult);
  const timeoutMs = Math.max(1, smokeTarget.limits.endsAtMs - Date.now()) + smokeTarget.limits.timeoutMs;
  const vitest = await startVitest('test', [], {
    // The settings of the project's own tests do not apply.
    config: false,
    root: import.meta.dirname,
    dir: import.meta.dirname,
    include: [join(import.meta.dirname, '*.test.ts')],
    reporters: [reporter],
    provide: { smokeTarget },
    watch: false,
    cache: false,
    fileParallelism: false,
    isolate: false,
    sequence: { sequencer: AlphabeticalSequencer },
    // The calls have their own time limits, which give clearer errors.
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    ...(only && { testNamePattern: only }),
  });
  await vitest.close();
  if (reporter.errors.length > 0) throw new Error(`The checks did not run to their end: ${reporter.errors.join('; ')}`);
  return reporter.results;
}
