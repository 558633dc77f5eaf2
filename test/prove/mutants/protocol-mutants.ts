import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const record = createMutantsIn('lib/idempotency/idempotency-record.ts');
const commit = createMutantsIn('lib/dynamodb/commit-with-retries.ts');
const run = createMutantsIn('lib/idempotency/execute-request.ts');
const read = createMutantsIn('lib/dynamodb/read-with-retries.ts');
const budget = createMutantsIn('lib/dynamodb/retry-budget.ts');
const fingerprint = createMutantsIn('lib/idempotency/fingerprint.ts');

/** The protocol: the record, what is made of refusals, the order of the steps, what makes two requests the same. */
export const protocolMutants: SourceMutant[] = [
  record(
    'a key is never free again',
    ['I7'],
    "requireAny(requireAbsent('pk'), requireExpired(toEpochSeconds(nowMs)))",
    "requireAbsent('pk')",
  ),
  record(
    'a record may be replaced a day too early',
    ['I1', 'I8'],
    'requireExpired(toEpochSeconds(nowMs))',
    'requireExpired(toEpochSeconds(nowMs) + recordLifetimeSeconds)',
  ),
  record(
    'a record is alive in the second in which it expires',
    ['I7'],
    'expiresAt > toEpochSeconds(nowMs)',
    'expiresAt >= toEpochSeconds(nowMs)',
  ),
  record('a record is compared in milliseconds', ['I2'], 'expiresAt > toEpochSeconds(nowMs)', 'expiresAt > nowMs'),
  record('a record expires in milliseconds', ['I7'], 'Math.floor(epochMs / 1000)', 'Math.floor(epochMs)'),
  record('a fast clock frees a key early', ['I1'], '24 * 3600 + 30 * 60', '24 * 3600'),
  record('a key belongs to everybody', ['I5'], 'tenantId}#', "tenantId && ''}#"),

  commit(
    'the business condition is read before the key',
    ['I3', 'I7'],
    `  if (hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
  if (hasReason('ConditionalCheckFailed') || hasReason('DuplicateItem')) return 'condition';
`,
    `  if (hasReason('ConditionalCheckFailed') || hasReason('DuplicateItem')) return 'condition';
  if (hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
`,
  ),
  commit(
    "any failed condition is taken for the key's",
    ['I10'],
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed'",
    "hasIdempotencyKey && hasReason('ConditionalCheckFailed')",
  ),
  commit(
    "without a key, a failed condition is taken for the key's",
    ['I10'],
    'hasIdempotencyKey && reasons[0]?.code ===',
    'reasons[0]?.code ===',
  ),
  commit('a duplicate item is no failed condition', ['I10'], " || hasReason('DuplicateItem')", ''),
  commit('a write that is not valid is tried again', ['I9'], "hasReason('ValidationError') || ", ''),
  commit('a collection that is full is tried again', ['I9'], "hasReason('ItemCollectionSizeLimitExceeded') || ", ''),
  commit('denied access is tried again', ['I9'], " || hasReason('AccessDenied')", ''),
  commit(
    'a conflict is taken for load',
    ['I9'],
    "return hasReason('TransactionConflict') ? 'conflict' : 'load'",
    "return 'load'",
  ),
  commit('an unknown send leaves no doubt', ['I6'], "if (outcome.kind === 'unknown') outcomeUnknown = true;", ''),
  commit(
    'its own commit is not recognised',
    ['I6'],
    'if (!hasIdempotencyKey && writtenByThisRequest)',
    'if (requestId === undefined)',
  ),
  commit('under a key, its own commit leaves no doubt', ['I6'], 'outcomeUnknown ||= writtenByThisRequest;', ''),
  commit("another's commit is taken for its own", ['I3', 'I6'], 'writtenBy === requestId', 'writtenBy !== undefined'),
  commit(
    'without a key, a refusal after an unknown send counts',
    ['I6'],
    'if (hasIdempotencyKey || !outcomeUnknown) {',
    'if (hasIdempotencyKey || outcomeUnknown || !outcomeUnknown) {',
  ),
  commit(
    'with a key, a refusal after an unknown send leads nowhere',
    ['I7'],
    'if (hasIdempotencyKey || !outcomeUnknown) {',
    'if (!outcomeUnknown) {',
  ),
  commit(
    'without a key, what failed after an unknown send is tried on',
    ['I7'],
    "if (refusedBy === 'condition' || refusedBy === 'defect')",
    "if (refusedBy === 'defect')",
  ),

  run(
    'the record is found after the validation',
    ['I2'],
    `  // Replay
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, nowMs)) return replay(storedResponse, request);

  // Parse
  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));
`,
    `  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, nowMs)) return replay(storedResponse, request);
`,
  ),
  run(
    'a replay is given to whoever asks',
    ['I5'],
    '  // Who\n',
    `  const early = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (early && isRecordUnexpired(early, nowMs)) return replay(early, request);
  // Who
`,
  ),
  run('nobody looks whether a key is good', ['I5'], 'if (denial || !tenant)', 'if (!tenant)'),
  run(
    'nobody looks at scopes',
    ['I5'],
    'apiKey?.scopes.includes(scope) ?? false',
    'apiKey?.scopes !== undefined || scope === undefined',
  ),
  run(
    'its own record is a replay',
    ['I2'],
    'if (storedResponse.requestId === requestId) {',
    'if (storedResponse.requestId === undefined) {',
  ),
  run(
    'another request gets the kept answer',
    ['I4'],
    "if (!isSame) return committedRound(buildErrorResponse('idempotency_key_mismatch'));",
    '',
  ),
  run(
    'a fingerprint of a later release is a mismatch',
    ['I4'],
    'if (isSame === undefined) {',
    'if (isSame === null) {',
  ),
  run('a replay does not say so', ['I2'], "{ ...headers, 'Idempotent-Replayed': 'true' }", 'headers'),
  run(
    'after a doubt, a later answer counts',
    ['I6'],
    'const isCertain = round.committed || !outcomeUnknown;',
    'const isCertain = true;',
  ),
  run(
    'a doubt is forgotten in the next round',
    ['I6'],
    'outcomeUnknown ||= round.outcomeUnknown;',
    'outcomeUnknown = round.outcomeUnknown;',
  ),
  run(
    'a doubt at the end is told as nothing done',
    ['I6'],
    '...(outcomeUnknown',
    '...(outcomeUnknown && !outcomeUnknown',
  ),
  run(
    'a mismatch after a doubt is not certain',
    ['I6'],
    "return committedRound(buildErrorResponse('idempotency_key_mismatch'))",
    "return finalRound(buildErrorResponse('idempotency_key_mismatch'))",
  ),
  run(
    'every round has the same token',
    ['I1', 'I7'],
    '  const transaction = { writes, clientRequestToken: dependencies.newId() };',
    '  const transaction = { writes, clientRequestToken: request.newResourceId };',
  ),
  run(
    'a rejection is not kept',
    ['I2'],
    'const responseWrites = callerRecordRef',
    "const responseWrites = callerRecordRef && !('businessError' in decision)",
  ),
  run(
    'an answer that is too large is sent',
    ['I9'],
    'if (Buffer.byteLength(response.body) > maxResponseBytes',
    'if (-Buffer.byteLength(response.body) > maxResponseBytes',
  ),
  run(
    'without a key, contention is told as a locked key',
    ['I9'],
    'isContended && request.idempotencyKey !== undefined',
    'isContended',
  ),
  run(
    'what looks torn is decided on',
    ['I10'],
    "if ('torn' in decision) return retryRound({ outcomeUnknown: false, refusedBy: 'torn', torn: decision.torn });",
    "if ('torn' in decision) return failedRound(undefined);",
  ),
  run(
    'it waits although the record is there to be read',
    ['I7'],
    "if (round.refusedBy !== 'key') await backOff(",
    'await backOff(',
  ),

  read('a partial read is taken for whole', ['I6'], 'remaining = outcome.unprocessed;', 'remaining = [];'),
  read('a second read forgets the collections', ['I10'], 'rangeResults ??= {', 'rangeResults = {'),
  read(
    'a defect is tried until the deadline',
    ['I9'],
    "if (outcome.kind === 'defect') return { kind: 'defect', cause };",
    '',
  ),

  budget('a request may call without end', ['I7'], 'const maxCalls = 200;', 'const maxCalls = 1e9;'),
  budget(
    'a pause goes beyond the deadline',
    ['I7'],
    'Math.min(remainingMs, maxDelayMs * random())',
    'maxDelayMs * random()',
  ),

  fingerprint('the method makes no difference', ['I4'], '  addPart(method);\n', ''),
  fingerprint('the operation makes no difference', ['I4'], '  addPart(operation);\n', ''),
  fingerprint(
    'path parameters make no difference',
    ['I4'],
    '  addPairs(Object.entries(pathParameters).map(([name, value]) => [name, [value]]));\n',
    '',
  ),
  fingerprint(
    'the query makes no difference',
    ['I4'],
    '  addPairs(Object.entries(query).map(([name, values]) => [name, [...values].sort()]));\n',
    '',
  ),
  fingerprint('the order of query parameters makes one', ['I2'], '.sort(([a], [b]) => (a < b ? -1 : 1))', ''),
  fingerprint('the order of their values makes one', ['I2'], '[...values].sort()', '[...values]'),
  fingerprint('the body makes no difference', ['I4'], '  addPart(body);\n', ''),
  fingerprint('parts run together', ['I4'], 'bytes.length}:`', "bytes && ''}`"),
  fingerprint('how many there are makes no difference', ['I4'], '      addPart(String(values.length));\n', ''),
  fingerprint(
    'records are compared by the version of today',
    ['I4'],
    'const digest = digestFunctions[stored.version];',
    'const digest = digestFunctions[currentDigestVersion];',
  ),
];
