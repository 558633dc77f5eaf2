import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const write = createMutantsIn('lib/dynamodb/item-write.ts');
const aggregateItems = createMutantsIn('lib/dynamodb/items/aggregate.ts');
const dynamodb = createMutantsIn('lib/dynamodb/dynamodb-database.ts');
const client = createMutantsIn('lib/dynamodb/client.ts');
const protocol = createMutantsIn('lib/dynamodb/json-protocol.ts');
const expression = createMutantsIn('lib/dynamodb/write-input.ts');
const database = createMutantsIn('lib/dynamodb/database.ts');
const failure = createMutantsIn('lib/dynamodb/classify-refusal.ts');
const auth = createMutantsIn('lib/auth/api-key.ts');
const context = createMutantsIn('lib/http/request-context.ts');
const responseWriter = createMutantsIn('lib/http/response-writer.ts');
const idempotencyKey = createMutantsIn('lib/http/idempotency-key-header.ts');

/** Mutants of reads and writes, the client, authentication, and the HTTP layer. */
export const dynamodbMutants: SourceMutant[] = [
  write(
    'a new item replaces an existing one',
    ['I10'],
    "'attribute_not_exists(#pk)'",
    "'attribute_not_exists(#pk) OR attribute_exists(#pk)'",
  ),
  write('a change is accepted on a later version', ['I10'], '#version = :readVersion', '#version >= :readVersion'),
  write('a change is accepted on an earlier version', ['I10'], '#version = :readVersion', '#version <= :readVersion'),
  write(
    'a record cannot be replaced in the second in which it expires',
    ['I7'],
    '#expiresAt <= :nowSeconds',
    '#expiresAt < :nowSeconds',
  ),
  write('a live record can be replaced', ['I1', 'I8'], '#expiresAt <= :nowSeconds', '#expiresAt >= :nowSeconds'),
  write('all clauses of a condition must hold instead of one', ['I7'], "join(' OR ')", "join(' AND ')"),
  write('a new item starts with version 2', ['I10'], '{ ...item, version: 1 }', '{ ...item, version: 2 }'),
  write('a change does not increment the version', ['I10'], 'version: version.to', 'version: version.from'),
  write('a new item has no requestId', ['I6'], 'item: { ...write.item, requestId }', 'item: write.item'),
  write('a change does not set requestId', ['I6'], 'set: { ...write.set, requestId }', 'set: write.set'),

  aggregateItems(
    'the next version of an aggregate ignores the add-ons',
    ['I10'],
    '...[subscription, ...addons].map(',
    '...[subscription].map(',
  ),
  aggregateItems(
    'an add-on can be newer than its subscription',
    ['I10'],
    ' && addons.every(addon => addon.version <= subscription.version)',
    '',
  ),
  aggregateItems(
    'outdated add-ons count as consistent',
    ['I10'],
    'sumVersions(addons) === subscription.addonVersions && ',
    '',
  ),

  dynamodb(
    'a batch is read with eventual consistency',
    ['I3'],
    'Keys: toTableKeys(table), ConsistentRead: true',
    'Keys: toTableKeys(table), ConsistentRead: false',
  ),
  dynamodb(
    'only the first page of a query is read',
    ['I10'],
    'exclusiveStartKey = page.LastEvaluatedKey;',
    'exclusiveStartKey = undefined;',
  ),
  dynamodb(
    'a response without items counts as empty',
    ['I6'],
    'if (!output.Responses) throw incompleteResponse;',
    'output.Responses ??= {};',
  ),
  dynamodb(
    'a page without items counts as empty',
    ['I10'],
    'if (!page.Items) throw incompleteResponse;',
    'page.Items ??= [];',
  ),
  dynamodb('a sent call counts as not sent', ['I6'], 'sent = true;', ''),
  client(
    'the deadline is checked before the signature',
    ['I1'],
    '() => client.send(command, options)',
    'async () => (options.beforeSending(), client.send(command, { abortSignal: options.abortSignal }))',
  ),
  expression(
    'the old item is not requested',
    ['I6'],
    "ReturnValuesOnConditionCheckFailure: 'ALL_OLD'",
    "ReturnValuesOnConditionCheckFailure: 'NONE'",
  ),
  client(
    'the client retries by itself',
    ['I1', 'I12'],
    'retry: (next, request) => next(request)',
    'retry: (next, request) => next(request).catch(() => next(request))',
  ),
  client('a call that was signed too late is sent', ['I6'], 'options.abortSignal?.throwIfAborted();', ''),
  client(
    'an abort is ignored',
    ['I7'],
    "signal.addEventListener('abort', abort);",
    "signal.addEventListener('abort', () => {});",
  ),
  protocol('any response counts as a success', ['I6'], 'if (response.statusCode === 200) return', 'return'),
  protocol(
    'an error without a name counts as a refusal',
    ['I6'],
    "typeof name === 'string' && Array.isArray",
    'Array.isArray',
  ),
  dynamodb(
    'a call has no timeout',
    ['I7'],
    'abortSignal: AbortSignal.timeout(timeoutMs)',
    'abortSignal: new AbortController().signal',
  ),
  dynamodb(
    'a token other than that of the transaction is sent',
    ['I1', 'I6'],
    'ClientRequestToken: token,',
    'ClientRequestToken: crypto.randomUUID(),',
  ),

  database('the instant of the deadline is still in time', ['I1'], 'now >= budget.deadline', 'now > budget.deadline'),
  database('calls are not counted', ['I7'], ' || budget.calls >= budget.maxCalls', ''),

  failure(
    'a named server error counts as a refusal',
    ['I6'],
    'return httpStatusCode >= 400 && httpStatusCode < 500;',
    'return httpStatusCode >= 400;',
  ),
  failure(
    'a call that was never sent has an unknown outcome',
    ['I9'],
    "if (!sent) return { kind: 'transient', cause: error };",
    '',
  ),
  failure(
    'an error with an unknown name counts as a refusal',
    ['I6'],
    "if (kind === undefined) return { kind: 'unknown', cause: error };",
    '',
  ),
  failure('a conflict without reasons has an unknown outcome', ['I9'], "  TransactionConflict: 'conflict',\n", ''),
  failure('throttling has an unknown outcome', ['I9'], "  Throttling: 'overload',\n", ''),
  failure('a duplicate item is not a failed condition', ['I10'], "  DuplicateItem: 'condition',\n", ''),
  failure('an invalid write is retried', ['I9'], "  ValidationError: 'unstorable',\n", ''),
  failure(
    'a write to a full item collection is retried',
    ['I9'],
    "  ItemCollectionSizeLimitExceeded: 'unstorable',\n",
    '',
  ),
  failure('a write without access is retried', ['I9'], "  AccessDenied: 'defect',\n", ''),
  failure(
    'a conflict counts as overload',
    ['I9'],
    "['condition', 'unstorable', 'defect', 'conflict']",
    "['condition', 'unstorable', 'defect']",
  ),
  failure(
    'a read after the deadline is retried',
    ['I7'],
    "if (error instanceof BudgetSpentError) return { kind: 'pastDeadline', cause: error };\n  if (!isDefiniteRefusal(error)) return { kind: 'transient'",
    "if (!isDefiniteRefusal(error)) return { kind: 'transient'",
  ),
  failure(
    'a permanent error of a read is retried',
    ['I9'],
    "kind === 'unstorable' || kind === 'defect' ? 'defect' : 'transient'",
    "'transient'",
  ),
  failure(
    'the requestId of the existing item is ignored',
    ['I6'],
    'writtenBy: Item?.requestId?.S,',
    'writtenBy: undefined,',
  ),

  auth(
    'the secret of an API key is not compared',
    ['I5'],
    'if (!apiKey || !hashMatches || !tenant)',
    'if (!apiKey || !tenant)',
  ),
  auth(
    'an API key of another mode is accepted',
    ['I5'],
    'if (tenant.mode !== presented.mode || apiKey.mode !== presented.mode) return',
    'if (presented.mode === undefined) return',
  ),
  auth('a revoked API key is accepted', ['I5'], "if (apiKey.revokedAt !== undefined) return 'revoked';", ''),
  auth(
    'an API key is accepted in the instant in which it expires',
    ['I5'],
    'apiKey.expiresAt <= now',
    'apiKey.expiresAt < now',
  ),
  auth(
    'only a part of the API key is compared',
    ['I5'],
    'keyId, hash: hashSha256(text) };',
    'keyId, hash: hashSha256(text.slice(0, 20)) };',
  ),

  context(
    'the request ID is taken from the event',
    ['I1', 'I6'],
    'requestId: newId()',
    'requestId: event.requestContext.requestId ?? newId()',
  ),
  context(
    'a request can take longer than its function',
    ['I6', 'I7'],
    'Math.min(attemptDeadlineMs, context',
    'Math.max(attemptDeadlineMs, context',
  ),
  responseWriter(
    'a failed log entry prevents the response',
    ['I3', 'I6'],
    '      console.error(error);\n',
    '      throw error;\n',
  ),
  idempotencyKey(
    'of two different idempotency keys the first one counts',
    ['I4'],
    'aliasKeys[0] !== undefined && aliasKeys[0] !== idempotencyKey',
    'aliasKeys[0] === null',
  ),
  idempotencyKey(
    'an idempotency key that is sent twice counts once',
    ['I4'],
    "if (headerKeys.length > 1) throw createHeaderError('X-Idempotency-Key', 'must be sent only once');",
    '',
  ),
];
