import type { SourceMutant } from './source-mutant.ts';

/** The most harmful defects. The parts of the short run, which are also in the test suite, must detect each of them. */
export const seededDefects: SourceMutant[] = [
  {
    name: 'the condition on the idempotency record is removed',
    guards: ['I1', 'I2', 'I8'],
    file: 'lib/idempotency/idempotency-record.ts',
    find: "requireAny(requireAbsent('pk'), requireExpired(toEpochSeconds(nowMs)))",
    replace: "requireAbsent('no-such-attribute')",
  },
  {
    name: 'the expiry is not checked on a read',
    guards: ['I7', 'I11'],
    file: 'lib/idempotency/execute-request.ts',
    find: 'if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request, memory);',
    replace:
      'if (storedResponse && (isRecordUnexpired(storedResponse, readAtMs) || true)) return replay(storedResponse, request, memory);',
  },
  {
    name: 'the version condition of a change is removed',
    guards: ['I10'],
    file: 'lib/dynamodb/item-write.ts',
    find: "expression: '#version = :readVersion'",
    replace: "expression: '(#version = :readVersion OR attribute_exists(#version))'",
  },
  {
    name: 'the fingerprint is computed from the parsed body',
    guards: ['I4'],
    file: 'lib/idempotency/fingerprint.ts',
    find: '  addPart(body);',
    replace: "  try { addPart(JSON.stringify(JSON.parse(body.toString() || '{}'))); } catch { addPart(body); }",
  },
  {
    name: 'every resend after an unknown outcome has a new token',
    guards: ['I1', 'I6'],
    file: 'lib/dynamodb/commit-with-retries.ts',
    find: 'dependencies.database.commit(transaction, budget)',
    replace: 'dependencies.database.commit({ ...transaction, clientRequestToken: dependencies.newId() }, budget)',
  },
  {
    name: 'the deadline is not checked',
    guards: ['I1'],
    file: 'lib/dynamodb/dynamodb-database.ts',
    find: "if (isBudgetSpent(budget, now())) throw new BudgetSpentError('The budget is spent.');",
    replace: "if (isBudgetSpent(budget, -Infinity)) throw new BudgetSpentError('The budget is spent.');",
  },
  {
    name: 'the cancellation reasons are checked in another order',
    guards: ['I3', 'I6'],
    file: 'lib/dynamodb/commit-with-retries.ts',
    find: "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' ? 'record' : classifyReasons(reasons)",
    replace: `reasons.some(({ code }) => code === 'ValidationError' || code === 'AccessDenied')
      ? 'defect'
      : hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' && reasons.length === 1
        ? 'record'
        : classifyReasons(reasons)`,
  },
  {
    name: 'the record is written in a second transaction',
    guards: ['I1', 'I3'],
    file: 'lib/idempotency/execute-request.ts',
    find: '  const transaction = { writes, clientRequestToken: dependencies.newId() };\n',
    replace: `  if (writes.length > 1 && responseWrites.length > 0) {
    const change = { writes: writes.slice(1), clientRequestToken: dependencies.newId() };
    const changed = await commitWithRetries(change, { hasIdempotencyKey: false, requestId }, budget, dependencies);
    if (changed.kind !== 'committed') return roundAfterRefusal(changed, false);
    writes.splice(1);
  }
  const transaction = { writes, clientRequestToken: dependencies.newId() };
`,
  },
  {
    name: 'unprocessed item keys are treated as absent',
    guards: ['I6', 'I9'],
    file: 'lib/dynamodb/dynamodb-database.ts',
    find: 'for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys ?? []) {',
    replace: 'for (const key of output.UnprocessedKeys?.[tables[table]]?.Keys?.slice(0, 0) ?? []) {',
  },
];
