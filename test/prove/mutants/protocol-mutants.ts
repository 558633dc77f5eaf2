import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const record = createMutantsIn('lib/idempotency/idempotency-record.ts');
const commit = createMutantsIn('lib/dynamodb/commit-with-retries.ts');
const run = createMutantsIn('lib/idempotency/execute-request.ts');
const read = createMutantsIn('lib/dynamodb/read-with-retries.ts');
const budget = createMutantsIn('lib/dynamodb/retry-budget.ts');
const fingerprint = createMutantsIn('lib/idempotency/fingerprint.ts');

/** The protocol: the record, what is made of refusals, the order of the steps, what makes two requests the same. */
export const protocolMutants: SourceMutant[] = [
  record('a key is never free again', ['I7'], "anyOf(isAbsent('pk'), isExpired(seconds(nowMs)))", "isAbsent('pk')"),
  record(
    'a record may be replaced a day too early',
    ['I1', 'I8'],
    'isExpired(seconds(nowMs))',
    'isExpired(seconds(nowMs) + lifetimeSeconds)',
  ),
  record(
    'a record is alive in the second in which it expires',
    ['I7'],
    'expiresAt > seconds(nowMs)',
    'expiresAt >= seconds(nowMs)',
  ),
  record('a record is compared in milliseconds', ['I2'], 'expiresAt > seconds(nowMs)', 'expiresAt > nowMs'),
  record('a record expires in milliseconds', ['I7'], 'Math.floor(epochMs / 1000)', 'Math.floor(epochMs)'),
  record('a fast clock frees a key early', ['I1'], '24 * 3600 + 30 * 60', '24 * 3600'),
  record('a key belongs to everybody', ['I5'], 'tenantId}#', "tenantId && ''}#"),

  commit(
    'the business condition is read before the key',
    ['I3', 'I7'],
    `  if (keyed && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
  if (failed('ConditionalCheckFailed') || failed('DuplicateItem')) return 'condition';
`,
    `  if (failed('ConditionalCheckFailed') || failed('DuplicateItem')) return 'condition';
  if (keyed && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
`,
  ),
  commit(
    "any failed condition is taken for the key's",
    ['I10'],
    "keyed && reasons[0]?.code === 'ConditionalCheckFailed'",
    "keyed && failed('ConditionalCheckFailed')",
  ),
  commit(
    "without a key, a failed condition is taken for the key's",
    ['I10'],
    'keyed && reasons[0]?.code ===',
    'reasons[0]?.code ===',
  ),
  commit('a duplicate item is no failed condition', ['I10'], " || failed('DuplicateItem')", ''),
  commit('a write that is not valid is tried again', ['I9'], "failed('ValidationError') || ", ''),
  commit('a collection that is full is tried again', ['I9'], "failed('ItemCollectionSizeLimitExceeded') || ", ''),
  commit('denied access is tried again', ['I9'], " || failed('AccessDenied')", ''),
  commit(
    'a conflict is taken for load',
    ['I9'],
    "return failed('TransactionConflict') ? 'conflict' : 'load'",
    "return 'load'",
  ),
  commit('an unknown send leaves no doubt', ['I6'], "if (outcome.kind === 'unknown') doubt = true;", ''),
  commit('its own commit is not recognised', ['I6'], 'if (!keyed && isOwn)', 'if (requestId === undefined)'),
  commit('under a key, its own commit leaves no doubt', ['I6'], 'doubt ||= isOwn;', ''),
  commit("another's commit is taken for its own", ['I3', 'I6'], 'writtenBy === requestId', 'writtenBy !== undefined'),
  commit(
    'without a key, a refusal after an unknown send counts',
    ['I6'],
    'if (keyed || !doubt) {',
    'if (keyed || doubt || !doubt) {',
  ),
  commit(
    'with a key, a refusal after an unknown send leads nowhere',
    ['I7'],
    'if (keyed || !doubt) {',
    'if (!doubt) {',
  ),
  commit(
    'without a key, what failed after an unknown send is tried on',
    ['I7'],
    "if (by === 'condition' || by === 'defect')",
    "if (by === 'defect')",
  ),

  run(
    'the record is found after the validation',
    ['I2'],
    `  // Replay
  const kept = record && itemIn(snapshot, record);
  if (kept && isAlive(kept, nowMs)) return replay(kept, call);

  // Parse
  if (!call.input.ok) return final(errorAnswer(call.input.code, { details: call.input.details }));
`,
    `  if (!call.input.ok) return final(errorAnswer(call.input.code, { details: call.input.details }));
  const kept = record && itemIn(snapshot, record);
  if (kept && isAlive(kept, nowMs)) return replay(kept, call);
`,
  ),
  run(
    'a replay is given to whoever asks',
    ['I5'],
    '  // Who\n',
    `  const early = record && itemIn(snapshot, record);
  if (early && isAlive(early, nowMs)) return replay(early, call);
  // Who
`,
  ),
  run('nobody looks whether a key is good', ['I5'], 'if (denial || !owner)', 'if (!owner)'),
  run(
    'nobody looks at scopes',
    ['I5'],
    'apiKey?.scopes.includes(scope) ?? false',
    'apiKey?.scopes !== undefined || scope === undefined',
  ),
  run(
    'its own record is a replay',
    ['I2'],
    'if (kept.requestId === requestId) {',
    'if (kept.requestId === undefined) {',
  ),
  run(
    'another request gets the kept answer',
    ['I4'],
    "if (!same) return settled(errorAnswer('idempotency_key_mismatch'));",
    '',
  ),
  run('a fingerprint of a later release is a mismatch', ['I4'], 'if (same === undefined) {', 'if (same === null) {'),
  run('a replay does not say so', ['I2'], "{ ...headers, 'Idempotent-Replayed': 'true' }", 'headers'),
  run(
    'after a doubt, a later answer counts',
    ['I6'],
    'const certain = round.settled || !doubt;',
    'const certain = true;',
  ),
  run('a doubt is forgotten in the next round', ['I6'], 'doubt ||= round.doubt;', 'doubt = round.doubt;'),
  run(
    'a doubt at the end is told as nothing done',
    ['I6'],
    '(doubt ? unknown(round.cause) : budgetSpent(',
    '(doubt && !doubt ? unknown(round.cause) : budgetSpent(',
  ),
  run(
    'a mismatch after a doubt is not certain',
    ['I6'],
    "return settled(errorAnswer('idempotency_key_mismatch'))",
    "return final(errorAnswer('idempotency_key_mismatch'))",
  ),
  run(
    'every round has the same token',
    ['I1', 'I7'],
    '  const transaction = { writes, token: ports.newId() };',
    '  const transaction = { writes, token: call.newId };',
  ),
  run(
    'a rejection is not kept',
    ['I2'],
    'const keeping = record ?',
    "const keeping = record && !('rejected' in decision) ?",
  ),
  run(
    'an answer that is too large is sent',
    ['I9'],
    'if (Buffer.byteLength(answer.body) > maxBytes',
    'if (-Buffer.byteLength(answer.body) > maxBytes',
  ),
  run(
    'without a key, contention is told as a locked key',
    ['I9'],
    'contended && call.idempotencyKey !== undefined',
    'contended',
  ),
  run(
    'what looks torn is decided on',
    ['I10'],
    "if ('torn' in decision) return again({ doubt: false, refusedBy: 'torn', torn: decision.torn });",
    "if ('torn' in decision) return failed(undefined);",
  ),
  run(
    'it waits although the record is there to be read',
    ['I7'],
    "if (round.refusedBy !== 'key') await pause(",
    'await pause(',
  ),

  read('a partial read is taken for whole', ['I6'], 'missing = outcome.unprocessed;', 'missing = [];'),
  read('a second read forgets the collections', ['I10'], 'beside ??= {', 'beside = {'),
  read(
    'a defect is tried until the deadline',
    ['I9'],
    "if (outcome.kind === 'defect') return { kind: 'defect', cause };",
    '',
  ),

  budget('a request may call without end', ['I7'], 'const maxCalls = 200;', 'const maxCalls = 1e9;'),
  budget('a pause goes beyond the deadline', ['I7'], 'Math.min(left, ceiling * random())', 'ceiling * random()'),

  fingerprint('the method makes no difference', ['I4'], '  add(method);\n', ''),
  fingerprint('the operation makes no difference', ['I4'], '  add(operation);\n', ''),
  fingerprint(
    'path parameters make no difference',
    ['I4'],
    '  addAll(Object.entries(pathParameters).map(([name, value]) => [name, [value]]));\n',
    '',
  ),
  fingerprint(
    'the query makes no difference',
    ['I4'],
    '  addAll(Object.entries(query).map(([name, values]) => [name, [...values].sort()]));\n',
    '',
  ),
  fingerprint('the order of query parameters makes one', ['I2'], '.sort(([a], [b]) => (a < b ? -1 : 1))', ''),
  fingerprint('the order of their values makes one', ['I2'], '[...values].sort()', '[...values]'),
  fingerprint('the body makes no difference', ['I4'], '  add(body);\n', ''),
  fingerprint('parts run together', ['I4'], 'bytes.length}:`', "bytes && ''}`"),
  fingerprint('how many there are makes no difference', ['I4'], '      add(String(values.length));\n', ''),
  fingerprint(
    'records are compared by the version of today',
    ['I4'],
    'const digest = versions[stored.version];',
    'const digest = versions[currentVersion];',
  ),
];
