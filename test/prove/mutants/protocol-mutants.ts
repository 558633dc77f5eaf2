import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const record = createMutantsIn('lib/idempotency/idempotency-record.ts');
const commit = createMutantsIn('lib/dynamodb/commit-with-retries.ts');
const run = createMutantsIn('lib/idempotency/execute-request.ts');
const read = createMutantsIn('lib/dynamodb/read-with-retries.ts');
const budget = createMutantsIn('lib/dynamodb/retry-budget.ts');
const round = createMutantsIn('lib/idempotency/round.ts');
const retryLoop = createMutantsIn('lib/dynamodb/retry.ts');
const aggregate = createMutantsIn('lib/dynamodb/read-aggregate.ts');
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
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' ?",
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' && !reasons.some(({ code }, index) => index > 0 && code === 'ConditionalCheckFailed') ?",
  ),
  commit(
    "any failed condition is taken for the key's",
    ['I10'],
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed'",
    "hasIdempotencyKey && classifyReasons(reasons) === 'condition'",
  ),
  commit(
    "without a key, a failed condition is taken for the key's",
    ['I10'],
    'hasIdempotencyKey && reasons[0]?.code ===',
    'reasons[0]?.code ===',
  ),
  commit('an unknown send leaves no doubt', ['I6'], "outcomeUnknown ||= outcome.kind === 'unknown';", ''),
  commit(
    'its own commit is not recognised',
    ['I6'],
    'if (isOwnWrite && !options.hasIdempotencyKey)',
    'if (isOwnWrite && options.requestId === undefined)',
  ),
  commit('under a key, its own commit leaves no doubt', ['I6'], 'outcomeUnknown ||= isOwnWrite;', ''),
  commit(
    "another's commit is taken for its own",
    ['I3', 'I6'],
    'writtenBy !== undefined && writtenBy === options.requestId',
    'writtenBy !== undefined',
  ),
  commit(
    'with a key, a refused transaction of unknown outcome is sent on',
    ['I7'],
    '  if (hasIdempotencyKey && outcomeUnknown) return undefined;\n',
    '',
  ),
  commit(
    'without a key, what failed after an unknown send is tried on',
    ['I7'],
    "return refusedBy === 'conflict' && outcomeUnknown",
    "return (refusedBy === 'condition' || refusedBy === 'conflict') && outcomeUnknown",
  ),
  round(
    'without a key, a refusal after an unknown send counts',
    ['I6'],
    'if (outcomeUnknown && !hasIdempotencyKey)',
    'if (outcomeUnknown && hasIdempotencyKey && !hasIdempotencyKey)',
  ),
  round(
    'with a key, a refusal after an unknown send leads nowhere',
    ['I7'],
    'if (outcomeUnknown && !hasIdempotencyKey)',
    'if (outcomeUnknown)',
  ),

  retryLoop(
    'a throttled request calls on',
    ['I7'],
    'calls - callsBeforeRound + callsOfRetry <= maxCallsPerOverloadedRound && ',
    '',
  ),
  retryLoop('an empty bucket stops no retry', ['I7'], ' && quota.tryTake()', ''),
  retryLoop('contention costs tokens', ['I7'], "outcome.reason === 'overload' && sentCalls > 0", 'sentCalls > 0'),
  retryLoop(
    'it waits although the record is there to be read',
    ['I7'],
    "if (outcome.reason !== 'recordExists')\n",
    '\n',
  ),
  aggregate('an inconsistent aggregate is decided on', ['I10'], 'equalReads === maxEqualReads', 'equalReads > 0'),
  aggregate(
    'an aggregate that is stored inconsistently is read for ever',
    ['I7'],
    ' || equalReads === maxEqualReads',
    '',
  ),
  aggregate(
    'a transaction that becomes visible is taken for stored',
    ['I10'],
    'const maxEqualReads = 4;',
    'const maxEqualReads = 1;',
  ),

  run(
    'the record is found after the validation',
    ['I2'],
    `  // Replay
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request);

  // Parse
  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));
`,
    `  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request);
`,
  ),
  run(
    'a replay is given to whoever asks',
    ['I5'],
    '  // Authenticate\n',
    `  const early = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (early && isRecordUnexpired(early, readAtMs)) return replay(early, request);
  // Authenticate
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
    '...(committed || !outcomeUnknown ? response : buildOutcomeUnknown(response.cause))',
    '...response',
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
    '...(outcomeUnknown ?',
    '...(outcomeUnknown && !outcomeUnknown ?',
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
  read('a partial read is taken for whole', ['I6'], 'remaining = outcome.unprocessed;', 'remaining = [];'),
  read('a second read forgets the collections', ['I10'], 'rangeResults ??= {', 'rangeResults = {'),
  read(
    'a defect is tried until the deadline',
    ['I9'],
    "return { kind: 'done', value: { kind, cause } };",
    "return { kind: 'retry', reason: 'overload', cause };",
  ),

  budget('a request may call without end', ['I7'], 'const maxCalls = 200;', 'const maxCalls = 1e9;'),
  budget(
    'a pause goes beyond the deadline',
    ['I7'],
    'Math.min(budget.deadline - now(), maxDelayMs * random())',
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
