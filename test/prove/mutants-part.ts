import { availableParallelism } from 'node:os';
import { allMutants } from './mutants/all-mutants.ts';
import { applyMutant, type SourceMutant } from './mutants/source-mutant.ts';
import { type FailedTests, ProjectCopy } from './project-copy.ts';
import { InvariantViolation, type ProofEffort, type ProofPart } from './proof-part.ts';

/** Tests that most likely detect a mutant of a file, by the first path that matches. They run first; a mutant that survives them meets {@link fastTests}. */
const nearbyTests: [file: string, tests: string[]][] = [
  ['lib/dynamodb/renames/', ['test/import/erasure', 'test/import/rename']],
  ['lib/dynamodb/items/order-effects.ts', ['test/functions/orders']],
  ['lib/dynamodb/items/feed.ts', ['test/prove/feed.test', 'test/functions/events', 'test/jobs/events/']],
  ['lib/dynamodb/feed-query.ts', ['test/functions/events', 'test/prove/feed.test']],
  ['functions/list-events/', ['test/functions/events', 'test/prove/feed.test']],
  ['lib/jobs/events/', ['test/jobs/events/', 'test/prove/feed.test']],
  ['lib/jobs/webhooks/', ['test/jobs/webhooks/', 'test/prove/deliveries.test']],
  [
    'lib/idempotency/idempotency-record.ts',
    ['test/idempotency/expiry', 'test/idempotency/replay', 'test/idempotency/lost-response'],
  ],
  [
    'lib/dynamodb/commit-with-retries.ts',
    ['test/idempotency/contention', 'test/idempotency/outcome-unknown', 'test/idempotency/lost-response'],
  ],
  ['lib/idempotency/round.ts', ['test/idempotency/outcome-unknown', 'test/idempotency/contention']],
  [
    'lib/idempotency/execute-request.ts',
    [
      'test/idempotency/replay',
      'test/idempotency/no-side-effects',
      'test/idempotency/outcome-unknown',
      'test/idempotency/inconsistent-read',
    ],
  ],
  ['lib/dynamodb/read-with-retries.ts', ['test/idempotency/read-failures']],
  ['lib/dynamodb/retry.ts', ['test/idempotency/overload', 'test/idempotency/contention']],
  ['lib/dynamodb/read-aggregate.ts', ['test/idempotency/inconsistent-read']],
  ['lib/dynamodb/retry-budget.ts', ['test/idempotency/contention', 'test/idempotency/deadline']],
  ['lib/idempotency/fingerprint.ts', ['test/idempotency/fingerprint']],
  ['lib/idempotency/references.ts', ['test/functions/references']],
  ['lib/dynamodb/items/lookup.ts', ['test/functions/references']],
  [
    'lib/dynamodb/classify-refusal.ts',
    [
      'test/idempotency/lost-response',
      'test/idempotency/no-side-effects',
      'test/idempotency/read-failures',
      'test/idempotency/outcome-unknown',
    ],
  ],
  [
    'lib/dynamodb/dynamodb-database.ts',
    ['test/idempotency/deadline', 'test/idempotency/read-failures', 'test/idempotency/call-counts', 'test/dynamodb/'],
  ],
  [
    'lib/dynamodb/',
    [
      'test/dynamodb/',
      'test/idempotency/inconsistent-read',
      'test/idempotency/expiry',
      'test/idempotency/outcome-unknown',
    ],
  ],
  ['lib/domain/porting.ts', ['test/functions/sensitive-reads', 'test/import/import-sensitive']],
  ['lib/domain/erasure.ts', ['test/import/erasure']],
  ['lib/domain/', ['test/domain/', 'test/functions/']],
  ['lib/idempotency/record-sensitive-read.ts', ['test/functions/sensitive-reads']],
  ['functions/get-idempotency-key/', ['test/functions/get-idempotency-key']],
  ['lib/import/erasure.ts', ['test/import/erasure']],
  ['lib/import/follow-erasure.ts', ['test/import/erasure']],
  ['lib/import/related-item.ts', ['test/import/erasure']],
  ['lib/import/', ['test/import/ownership-property', 'test/import/import-ownership', 'test/import/import-addons']],
  ['lib/auth/', ['test/auth/', 'test/http/authentication', 'test/functions/permissions']],
  ['lib/http/', ['test/http/', 'test/idempotency/deadline', 'test/idempotency/crash']],
];
const fastTests = [
  'test/idempotency/',
  'test/dynamodb/',
  'test/auth/',
  'test/http/',
  'test/functions/',
  'test/domain/',
];

/** Changes each condition, comparison and order that the guarantee depends on, one at a time. A test must detect the change. */
export const mutantsPart: ProofPart = {
  name: 'mutants',
  description:
    'each condition, comparison and order that the guarantee depends on is changed, and a test must detect it',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I12', 'I14'],
  isSlow: true,
  run: async (_effort: ProofEffort) => {
    const remaining = [...allMutants];
    const killers = new Map<SourceMutant, string>();
    const copyCount = Math.min(availableParallelism(), 4);
    await Promise.all(
      Array.from({ length: copyCount }, () =>
        withProjectCopy(copy => killMutants(copy, () => remaining.shift(), killers)),
      ),
    );
    const survivors = allMutants.filter(mutant => !killers.has(mutant));
    if (survivors.length > 0) {
      throw new InvariantViolation(
        `no test detects: ${survivors.map(({ name, file }) => `${name} (${file})`).join('; ')}`,
      );
    }
    return { mutants: allMutants.length, 'detected by a test': killers.size };
  },
};

async function withProjectCopy(use: (copy: ProjectCopy) => Promise<void>): Promise<void> {
  const copy = new ProjectCopy();
  try {
    const startedAt = Date.now();
    const failed = describeFirstFailure(await copy.runTests(fastTests));
    if (failed !== undefined) throw new InvariantViolation(`a test fails without any mutant: ${failed}`);
    // A run that takes this long never ends, even on a machine that is busy with other work.
    copy.timeoutMs = 4 * (Date.now() - startedAt);
    await use(copy);
  } finally {
    copy.remove();
  }
}

async function killMutants(
  copy: ProjectCopy,
  next: () => SourceMutant | undefined,
  killers: Map<SourceMutant, string>,
): Promise<void> {
  for (let mutant = next(); mutant; mutant = next()) {
    const killer = await findKiller(mutant, copy);
    console.log(`  ${killer === undefined ? 'SURVIVED' : 'detected'}: ${mutant.name} (${mutant.file})`);
    if (killer === undefined) continue;
    console.log(`           by ${killer}`);
    killers.set(mutant, killer);
  }
}

async function findKiller(mutant: SourceMutant, copy: ProjectCopy): Promise<string | undefined> {
  const restore = applyMutant(mutant, copy.folder);
  try {
    const first = nearbyTests.find(([file]) => mutant.file.startsWith(file))?.[1] ?? fastTests;
    return (
      describeFirstFailure(await copy.runTests(first, ['--bail=1'])) ??
      describeFirstFailure(await copy.runTests(fastTests, ['--bail=1']))
    );
  } finally {
    restore();
  }
}

function describeFirstFailure(failed: FailedTests): string | undefined {
  const [first] = failed;
  return first && `${first[0]}: ${first[1][0]}`;
}
