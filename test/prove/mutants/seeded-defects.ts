import type { SourceMutant } from './source-mutant.ts';

/** The faults that would hurt most. Each must be found within the short run, by the parts that are in the test suite. */
export const seededDefects: SourceMutant[] = [
  {
    name: 'the condition of the record is removed',
    guards: ['I1', 'I2', 'I8'],
    file: 'lib/idempotency/idempotency-record.ts',
    find: "anyOf(isAbsent('pk'), isExpired(seconds(nowMs)))",
    replace: "isAbsent('no-such-attribute')",
  },
  {
    name: 'expiry is not looked at on a read',
    guards: ['I7', 'I11'],
    file: 'lib/idempotency/execute-request.ts',
    find: 'if (kept && isAlive(kept, nowMs)) return replay(kept, call);',
    replace: 'if (kept && (isAlive(kept, nowMs) || true)) return replay(kept, call);',
  },
  {
    name: 'the version condition of a change is removed',
    guards: ['I10'],
    file: 'lib/dynamodb/item-write.ts',
    find: "expression: '#version = :readVersion'",
    replace: "expression: '(#version = :readVersion OR attribute_exists(#version))'",
  },
  {
    name: 'the fingerprint is taken over the parsed body',
    guards: ['I4'],
    file: 'lib/idempotency/fingerprint.ts',
    find: '  add(body);',
    replace: "  try { add(JSON.stringify(JSON.parse(body.toString() || '{}'))); } catch { add(body); }",
  },
  {
    name: 'every repeat of an unknown send has a new token',
    guards: ['I1', 'I6'],
    file: 'lib/dynamodb/commit-with-retries.ts',
    find: 'const outcome = await ports.database.commit(transaction, budget);',
    replace: 'const outcome = await ports.database.commit({ ...transaction, token: ports.newId() }, budget);',
  },
  {
    name: 'the deadline is not checked',
    guards: ['I1'],
    file: 'lib/dynamodb/dynamodb-database.ts',
    find: "if (isSpent(budget, now())) throw new BudgetSpent('The budget is spent.');",
    replace: "if (isSpent(budget, -Infinity)) throw new BudgetSpent('The budget is spent.');",
  },
  {
    name: 'the reasons of a cancellation are read in another order',
    guards: ['I3', 'I6'],
    file: 'lib/dynamodb/commit-with-retries.ts',
    find: `  if (keyed && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
  if (failed('ConditionalCheckFailed') || failed('DuplicateItem')) return 'condition';
  if (failed('ValidationError') || failed('ItemCollectionSizeLimitExceeded') || failed('AccessDenied')) return 'defect';
`,
    replace: `  if (failed('ValidationError') || failed('ItemCollectionSizeLimitExceeded') || failed('AccessDenied')) return 'defect';
  if (reasons.slice(1).some(({ code }) => code === 'ConditionalCheckFailed')) return 'condition';
  if (keyed && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
  if (failed('ConditionalCheckFailed') || failed('DuplicateItem')) return 'condition';
`,
  },
  {
    name: 'the record is written in a second transaction',
    guards: ['I1', 'I3'],
    file: 'lib/idempotency/execute-request.ts',
    find: '  const transaction = { writes, token: ports.newId() };\n',
    replace: `  if (writes.length > 1 && keeping.length > 0) {
    const change = { writes: writes.slice(1), token: ports.newId() };
    const changed = await commit(change, { keyed: false, requestId }, budget, ports);
    if (changed.kind !== 'committed') return afterCommit(changed, answer);
    writes.splice(1);
  }
  const transaction = { writes, token: ports.newId() };
`,
  },
  {
    name: 'unprocessed keys are taken for absent',
    guards: ['I6', 'I9'],
    file: 'lib/dynamodb/dynamodb-database.ts',
    find: 'for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys ?? []) {',
    replace: 'for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys?.slice(0, 0) ?? []) {',
  },
];
