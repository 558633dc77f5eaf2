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
const references = createMutantsIn('lib/idempotency/references.ts');
const lookup = createMutantsIn('lib/dynamodb/items/lookup.ts');

/** Mutants of the protocol: the record, the handling of refusals, the order of the steps, and the fingerprint. */
export const protocolMutants: SourceMutant[] = [
  record(
    'an idempotency key never becomes free again',
    ['I7'],
    "requireAny(requireAbsent('pk'), requireExpired(toEpochSeconds(nowMs)))",
    "requireAbsent('pk')",
  ),
  record(
    'a record can be replaced a day too early',
    ['I1', 'I8'],
    'requireExpired(toEpochSeconds(nowMs))',
    'requireExpired(toEpochSeconds(nowMs) + recordLifetimeSeconds)',
  ),
  record(
    'a record is live in the second in which it expires',
    ['I7'],
    'expiresAt > toEpochSeconds(nowMs)',
    'expiresAt >= toEpochSeconds(nowMs)',
  ),
  record('the expiry is compared with milliseconds', ['I2'], 'expiresAt > toEpochSeconds(nowMs)', 'expiresAt > nowMs'),
  record('the expiry is stored in milliseconds', ['I7'], 'Math.floor(epochMs / 1000)', 'Math.floor(epochMs)'),
  record('a fast clock frees an idempotency key early', ['I1'], '24 * 3600 + 30 * 60', '24 * 3600'),
  record('an idempotency key is shared by all tenants', ['I5'], 'tenantId}#', "tenantId && ''}#"),

  commit(
    'the business condition is checked before the condition of the idempotency key',
    ['I3', 'I7'],
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' ?",
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' && !reasons.some(({ code }, index) => index > 0 && code === 'ConditionalCheckFailed') ?",
  ),
  commit(
    'any failed condition counts as the condition of the idempotency key',
    ['I10'],
    "hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed'",
    "hasIdempotencyKey && classifyReasons(reasons) === 'condition'",
  ),
  commit(
    'without an idempotency key, the first failed condition counts as that of the key',
    ['I10'],
    'hasIdempotencyKey && reasons[0]?.code ===',
    'reasons[0]?.code ===',
  ),
  commit(
    'a send with an unknown outcome is not remembered',
    ['I6'],
    "outcomeUnknown ||= outcome.kind === 'unknown';",
    '',
  ),
  commit(
    'the request does not recognise its own commit',
    ['I6'],
    'if (isOwnWrite && !options.hasIdempotencyKey)',
    'if (isOwnWrite && options.requestId === undefined)',
  ),
  commit(
    'with an idempotency key, the own commit does not make the outcome unknown',
    ['I6'],
    'outcomeUnknown ||= isOwnWrite;',
    '',
  ),
  commit(
    'the commit of another request counts as the own commit',
    ['I3', 'I6'],
    'writtenBy !== undefined && writtenBy === options.requestId',
    'writtenBy !== undefined',
  ),
  commit(
    'with an idempotency key, a refused transaction with an unknown outcome is sent again',
    ['I7'],
    '  if (hasIdempotencyKey && outcomeUnknown) return undefined;\n',
    '',
  ),
  commit(
    'without an idempotency key, a failed condition after an unknown outcome is retried',
    ['I7'],
    "return refusedBy === 'conflict' && outcomeUnknown",
    "return (refusedBy === 'condition' || refusedBy === 'conflict') && outcomeUnknown",
  ),
  round(
    'without an idempotency key, a refusal after an unknown outcome is final',
    ['I6'],
    'if (outcomeUnknown && !hasIdempotencyKey)',
    'if (outcomeUnknown && hasIdempotencyKey && !hasIdempotencyKey)',
  ),
  round(
    'with an idempotency key, a refusal after an unknown outcome starts no new round',
    ['I7'],
    'if (outcomeUnknown && !hasIdempotencyKey)',
    'if (outcomeUnknown)',
  ),

  retryLoop(
    'a throttled request makes too many calls',
    ['I7'],
    'calls - callsBeforeRound + callsOfRetry <= maxCallsPerOverloadedRound && ',
    '',
  ),
  retryLoop('an empty token bucket does not stop a retry', ['I7'], ' && quota.tryTake()', ''),
  retryLoop('contention costs tokens', ['I7'], "outcome.reason === 'overload' && sentCalls > 0", 'sentCalls > 0'),
  retryLoop(
    'the request waits although the record can be read',
    ['I7'],
    "if (outcome.reason !== 'recordExists')\n",
    '\n',
  ),
  aggregate(
    'the request decides on an inconsistent aggregate',
    ['I10'],
    'equalReads === maxEqualReads',
    'equalReads > 0',
  ),
  aggregate(
    'an aggregate that is stored inconsistently is read without end',
    ['I7'],
    ' || equalReads === maxEqualReads',
    '',
  ),
  aggregate(
    'a partly visible transaction counts as the stored state',
    ['I10'],
    'const maxEqualReads = 4;',
    'const maxEqualReads = 1;',
  ),

  run(
    'the request is validated before the record is checked',
    ['I2'],
    `  // Replay
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request, memory);

  // Parse
  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));
`,
    `  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request, memory);
`,
  ),
  run(
    'a replay is returned without authentication',
    ['I5'],
    '  // Authenticate\n',
    `  const early = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (early && isRecordUnexpired(early, readAtMs)) return replay(early, request);
  // Authenticate
`,
  ),
  {
    name: 'the API key is not checked',
    guards: ['I5'],
    file: 'lib/auth/caller.ts',
    find: 'if (failure !== undefined || !apiKey)',
    replace: 'if (!apiKey)',
  },
  run(
    'the scopes are not checked',
    ['I5'],
    'if (scope !== undefined && !caller.hasScope(scope)) {',
    'if (scope === undefined && !caller.hasScope("licenses:read")) {',
  ),
  run(
    'the own record counts as a replay',
    ['I2'],
    'if (storedResponse.requestId === requestId) {',
    'if (storedResponse.requestId === undefined) {',
  ),
  run(
    'another request gets the stored response',
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
  run('a replay is not marked as such', ['I2'], "{ ...headers, 'Idempotent-Replayed': 'true' }", 'headers'),
  run(
    'a response after an unknown outcome counts as certain',
    ['I6'],
    '...(committed || !outcomeUnknown ? response : buildOutcomeUnknown(response.cause))',
    '...response',
  ),
  run(
    'an unknown outcome is forgotten in the next round',
    ['I6'],
    'outcomeUnknown ||= round.outcomeUnknown;',
    'outcomeUnknown = round.outcomeUnknown;',
  ),
  run(
    'an unknown outcome is reported as nothing done',
    ['I6'],
    '...(outcomeUnknown ?',
    '...(outcomeUnknown && !outcomeUnknown ?',
  ),
  run(
    'a mismatch after an unknown outcome is not certain',
    ['I6'],
    "return committedRound(buildErrorResponse('idempotency_key_mismatch'))",
    "return finalRound(buildErrorResponse('idempotency_key_mismatch'))",
  ),
  run(
    'every round has the same token',
    ['I1', 'I7'],
    '  const transaction = { writes, clientRequestToken: dependencies.newId() };',
    '  const transaction = { writes, clientRequestToken: request.createResourceId(0) };',
  ),
  run(
    'a business error is not stored',
    ['I2'],
    'const responseWrites = callerRecordRef',
    "const responseWrites = callerRecordRef && !('businessError' in decision)",
  ),
  run(
    'a response that is too large is sent',
    ['I9'],
    'if (Buffer.byteLength(response.body) > maxResponseBytes',
    'if (-Buffer.byteLength(response.body) > maxResponseBytes',
  ),
  run(
    'without an idempotency key, contention is reported as a locked key',
    ['I9'],
    'isContended && request.idempotencyKey !== undefined',
    'isContended',
  ),
  read('a partial read counts as complete', ['I6'], 'remaining = outcome.unprocessed;', 'remaining = [];'),
  read('a second read drops the query results', ['I10'], 'rangeResults ??= {', 'rangeResults = {'),
  read(
    'a permanent error is retried until the deadline',
    ['I9'],
    "return { kind: 'done', value: { kind, cause } };",
    "return { kind: 'retry', reason: 'overload', cause };",
  ),

  budget('a request can make any number of calls', ['I7'], 'const maxCalls = 200;', 'const maxCalls = 1e9;'),
  budget(
    'a backoff can exceed the deadline',
    ['I7'],
    'Math.min(budget.deadline - now(), maxDelayMs * random())',
    'maxDelayMs * random()',
  ),

  lookup('a reference is shared by customers and subscriptions', ['I10'], 'kind}-reference', "kind && ''}-reference"),
  references('an order stores an unknown reference', ['I10'], 'if (!lookup) unknown.push(reference);', ''),
  references('references in metadata are replaced', ['I10'], " || field === 'metadata'", ''),

  fingerprint('the fingerprint ignores the method', ['I4'], '  addPart(method);\n', ''),
  fingerprint('the fingerprint ignores the operation', ['I4'], '  addPart(operation);\n', ''),
  fingerprint(
    'the fingerprint ignores path parameters',
    ['I4'],
    '  addPairs(Object.entries(pathParameters).map(([name, value]) => [name, [value]]));\n',
    '',
  ),
  fingerprint(
    'the fingerprint ignores the query',
    ['I4'],
    '  addPairs(Object.entries(query).map(([name, values]) => [name, [...values].sort()]));\n',
    '',
  ),
  fingerprint(
    'the fingerprint depends on the order of query parameters',
    ['I2'],
    '.sort(([a], [b]) => (a < b ? -1 : 1))',
    '',
  ),
  fingerprint(
    'the fingerprint depends on the order of the values of a query parameter',
    ['I2'],
    '[...values].sort()',
    '[...values]',
  ),
  fingerprint('the fingerprint ignores the body', ['I4'], '  addPart(body);\n', ''),
  fingerprint('the parts of the fingerprint have no length prefix', ['I4'], 'bytes.length}:`', "bytes && ''}`"),
  fingerprint('the fingerprint ignores the number of values', ['I4'], '      addPart(String(values.length));\n', ''),
  fingerprint(
    'records are compared with the current fingerprint version',
    ['I4'],
    'const digest = digestFunctions[stored.version];',
    'const digest = digestFunctions[currentDigestVersion];',
  ),
];
