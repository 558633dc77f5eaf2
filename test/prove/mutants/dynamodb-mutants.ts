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
const answers = createMutantsIn('lib/http/response-writer.ts');
const idempotencyKey = createMutantsIn('lib/http/idempotency-key-header.ts');

/** What goes to DynamoDB and what comes back, who may call, and how long. */
export const dynamodbMutants: SourceMutant[] = [
  write(
    'a new item replaces one that is there',
    ['I10'],
    "'attribute_not_exists(#pk)'",
    "'attribute_not_exists(#pk) OR attribute_exists(#pk)'",
  ),
  write('a change is let through on a later version', ['I10'], '#version = :readVersion', '#version >= :readVersion'),
  write(
    'a change is let through on an earlier version',
    ['I10'],
    '#version = :readVersion',
    '#version <= :readVersion',
  ),
  write(
    'a record may not be replaced in the second in which it expires',
    ['I7'],
    '#expiresAt <= :nowSeconds',
    '#expiresAt < :nowSeconds',
  ),
  write(
    'a record may be replaced while it is alive',
    ['I1', 'I8'],
    '#expiresAt <= :nowSeconds',
    '#expiresAt >= :nowSeconds',
  ),
  write('all clauses must hold where one is enough', ['I7'], "join(' OR ')", "join(' AND ')"),
  write('a new item begins with version 2', ['I10'], '{ ...item, version: 1 }', '{ ...item, version: 2 }'),
  write('a change leaves the version as it is', ['I10'], 'version: version.to', 'version: version.from'),
  write('a new item does not say who wrote it', ['I6'], 'item: { ...write.item, requestId }', 'item: write.item'),
  write('a change does not say who wrote it', ['I6'], 'set: { ...write.set, requestId }', 'set: write.set'),

  aggregateItems(
    'the next version of an aggregate is that of the one changed',
    ['I10'],
    '...[subscription, ...addons].map(',
    '...[subscription].map(',
  ),
  aggregateItems(
    'an add-on may be newer than its subscription',
    ['I10'],
    ' && addons.every(addon => addon.version <= subscription.version)',
    '',
  ),
  aggregateItems(
    'add-ons that are older are taken for whole',
    ['I10'],
    'sumVersions(addons) === subscription.addonVersions && ',
    '',
  ),

  dynamodb(
    'a batch is read from a replica',
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
    'an answer without items is taken for none',
    ['I6'],
    'if (!output.Responses) throw incompleteResponse;',
    'output.Responses ??= {};',
  ),
  dynamodb(
    'a page without items is taken for none',
    ['I10'],
    'if (!page.Items) throw incompleteResponse;',
    'page.Items ??= [];',
  ),
  dynamodb('what was sent counts as held back', ['I6'], 'sent = true;', ''),
  client(
    'the deadline is checked before the signature',
    ['I1'],
    "{ step: 'finalizeRequest', priority: 'low', name",
    "{ step: 'serialize', priority: 'low', name",
  ),
  expression(
    'the old item is not asked for',
    ['I6'],
    "ReturnValuesOnConditionCheckFailure: 'ALL_OLD'",
    "ReturnValuesOnConditionCheckFailure: 'NONE'",
  ),
  client(
    'the client repeats by itself',
    ['I1', 'I12'],
    'retry: (next, request) => next(request)',
    'retry: (next, request) => next(request).catch(() => next(request))',
  ),
  client('what is signed too late is sent', ['I6'], 'abortSignal.throwIfAborted();', ''),
  client(
    'a call that never ends is waited for',
    ['I7'],
    "signal.addEventListener('abort', abort);",
    "signal.addEventListener('abort', () => {});",
  ),
  protocol('any answer is a success', ['I6'], 'if (response.statusCode === 200) return', 'return'),
  protocol(
    'an error without a name is a refusal',
    ['I6'],
    "typeof name === 'string' && Array.isArray",
    'Array.isArray',
  ),
  dynamodb(
    'a call that hangs is waited for',
    ['I7'],
    'abortSignal: AbortSignal.timeout(timeoutMs)',
    'abortSignal: new AbortController().signal',
  ),
  dynamodb(
    'another token than that of the transaction is sent',
    ['I1', 'I6'],
    'ClientRequestToken: token,',
    'ClientRequestToken: crypto.randomUUID(),',
  ),

  database('the deadline itself is still in time', ['I1'], 'now >= budget.deadline', 'now > budget.deadline'),
  database('calls are not counted', ['I7'], ' || budget.calls >= budget.maxCalls', ''),

  failure(
    'a failure with a name is a refusal',
    ['I6'],
    'return httpStatusCode >= 400 && httpStatusCode < 500;',
    'return httpStatusCode >= 400;',
  ),
  failure('what never left is unknown', ['I9'], "if (!sent) return { kind: 'transient', cause: error };", ''),
  failure(
    'a refusal that nobody knows is one',
    ['I6'],
    "if (kind === undefined) return { kind: 'unknown', cause: error };",
    '',
  ),
  failure('a conflict without reasons is unknown', ['I9'], "  TransactionConflict: 'conflict',\n", ''),
  failure('throttling is unknown', ['I9'], "  Throttling: 'overload',\n", ''),
  failure('a duplicate item is no failed condition', ['I10'], "  DuplicateItem: 'condition',\n", ''),
  failure('a write that is not valid is tried again', ['I9'], "  ValidationError: 'unstorable',\n", ''),
  failure('a collection that is full is tried again', ['I9'], "  ItemCollectionSizeLimitExceeded: 'unstorable',\n", ''),
  failure('denied access is tried again', ['I9'], "  AccessDenied: 'defect',\n", ''),
  failure(
    'a conflict is taken for overload',
    ['I9'],
    "['condition', 'unstorable', 'defect', 'conflict']",
    "['condition', 'unstorable', 'defect']",
  ),
  failure(
    'a read that is held back is tried again',
    ['I7'],
    "if (error instanceof BudgetSpentError) return { kind: 'late', cause: error };\n  if (!isDefiniteRefusal(error)) return { kind: 'transient'",
    "if (!isDefiniteRefusal(error)) return { kind: 'transient'",
  ),
  failure(
    'a defect of a read is tried again',
    ['I9'],
    "kind === 'unstorable' || kind === 'defect' ? 'defect' : 'transient'",
    "'transient'",
  ),
  failure('nobody asks who wrote what is there', ['I6'], 'writtenBy: Item?.requestId?.S,', 'writtenBy: undefined,'),

  auth(
    'the secret of a key makes no difference',
    ['I5'],
    'if (!apiKey || !hashMatches || !tenant)',
    'if (!apiKey || !tenant)',
  ),
  auth(
    'a key of another mode is good',
    ['I5'],
    'if (tenant.mode !== presented.mode || apiKey.mode !== presented.mode) return',
    'if (presented.mode === undefined) return',
  ),
  auth('a revoked key is good', ['I5'], "if (apiKey.revokedAt !== undefined) return 'revoked';", ''),
  auth('a key is good in the moment it expires', ['I5'], 'apiKey.expiresAt <= now', 'apiKey.expiresAt < now'),
  auth(
    'only a part of a key is compared',
    ['I5'],
    'hash: hashSha256(text) };\n}\n\n/** Generates an API key',
    'hash: hashSha256(text.slice(0, 20)) };\n}\n\n/** Generates an API key',
  ),

  context(
    'the request id is what the client says',
    ['I1', 'I6'],
    'requestId: newId()',
    'requestId: event.requestContext.requestId ?? newId()',
  ),
  context(
    'a request may take longer than its function',
    ['I6', 'I7'],
    'Math.min(attemptDeadlineMs, context',
    'Math.max(attemptDeadlineMs, context',
  ),
  answers('a log that fails spoils the answer', ['I3', 'I6'], '      console.error(error);\n', '      throw error;\n'),
  idempotencyKey(
    'of two keys that differ the first one counts',
    ['I4'],
    'aliasKeys[0] !== undefined && aliasKeys[0] !== idempotencyKey',
    'aliasKeys[0] === null',
  ),
  idempotencyKey(
    'a key that is sent twice counts once',
    ['I4'],
    "if (headerKeys.length > 1) throw createHeaderError('X-Idempotency-Key', 'must be sent only once');",
    '',
  ),
];
