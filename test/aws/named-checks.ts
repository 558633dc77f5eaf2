/** A check with its name. It fails by an error. */
export type NamedCheck = [name: string, check: () => Promise<void>];

export interface CheckCounts {
  passed: number;
  failed: number;
}

/** Runs checks one after the other, and prints those that fail. */
export async function runNamedChecks(group: string, checks: readonly NamedCheck[]): Promise<CheckCounts> {
  let failed = 0;
  for (const [name, check] of checks) {
    try {
      await check();
    } catch (error) {
      failed += 1;
      console.log(`✗ ${group}: ${name}\n    ${error instanceof Error ? error.message : error}`);
    }
  }
  return { passed: checks.length - failed, failed };
}

export const addCounts = (...counts: CheckCounts[]): CheckCounts => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
});

/** @throws Error that names both values */
export function expectEqual(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}.`);
}
