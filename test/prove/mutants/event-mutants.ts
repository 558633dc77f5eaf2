import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const feed = createMutantsIn('lib/dynamodb/items/feed.ts');
const feedQuery = createMutantsIn('lib/dynamodb/feed-query.ts');
const listEvents = createMutantsIn('functions/list-events/operation.ts');
const storeEvents = createMutantsIn('lib/jobs/events/store-events.ts');
const batchProgress = createMutantsIn('lib/jobs/events/batch-progress.ts');
const versionStep = createMutantsIn('lib/jobs/events/read-version-step.ts');
const deliveryItem = createMutantsIn('lib/jobs/webhooks/delivery-item.ts');
const deliveryWrites = createMutantsIn('lib/jobs/webhooks/delivery-writes.ts');
const deliveryStep = createMutantsIn('lib/jobs/webhooks/delivery-step.ts');
const attempt = createMutantsIn('lib/jobs/webhooks/attempt-delivery.ts');
const endpointBatch = createMutantsIn('lib/jobs/webhooks/deliver-to-endpoint.ts');
const health = createMutantsIn('lib/jobs/webhooks/endpoint-health.ts');
const secrets = createMutantsIn('lib/jobs/webhooks/endpoint-secrets.ts');
const endpoint = createMutantsIn('lib/jobs/webhooks/webhook-endpoint.ts');
const replay = createMutantsIn('lib/jobs/webhooks/replay-events.ts');

/** Mutants of the feed of events and of webhook deliveries. */
export const eventMutants: SourceMutant[] = [
  feed('the days of a feed go back', ['I14'], '[toDay(nowMs), head?.day ??', '[toDay(nowMs), toDay(nowMs) ??'),
  storeEvents(
    'an event that is stored gets another number',
    ['I14'],
    '.filter(\n      ({ eventId }) => !stored.has(eventId),\n    )',
    '',
  ),
  feedQuery(
    'a cursor behind the end of the feed is accepted',
    ['I14'],
    'position <= newest ? position',
    'true ? position',
  ),
  feedQuery('a page skips an event', ['I14'], 'position + 1 + index', 'position + 2 + index'),
  listEvents(
    'a lost position is not reported',
    ['I14'],
    'if (position < newest && !isNextStored) return invalidStart;',
    '',
  ),
  batchProgress(
    'a record that cannot be published now goes to the failure bucket',
    ['I14'],
    'if (!record || !(cause instanceof CorruptItemError || cause instanceof EventRejected))',
    'if (!record)',
  ),
  versionStep(
    'the step of another version is used',
    ['I14'],
    'data?.version === item.version ? data : undefined',
    'data',
  ),
  deliveryItem(
    'a message that is behind the item is attempted',
    ['I14'],
    'compareProgress(message, delivery) < 0 ||',
    'false ||',
  ),
  deliveryItem(
    'a message of an ended generation is attempted',
    ['I14'],
    '(message.generation === delivery.generation && delivery.outcome !== undefined)',
    'false',
  ),
  deliveryWrites('a running lease does not protect an attempt', ['I14'], '    requireNoRunningLease(nowMs),\n', ''),
  deliveryStep(
    'a message that meets a running lease is dropped',
    ['I14'],
    "return { kind: 'later', dueAt: leaseUntil + Math.ceil(random * leaseSpreadMs) };",
    "return { kind: 'drop' };",
  ),
  deliveryStep(
    'a disabled endpoint gets waiting deliveries',
    ['I14'],
    'if (endpoint.disabled) return',
    'if (false) return',
  ),
  deliveryStep('copies of a waiting message multiply', ['I14'], ' || isCopyWaiting(message, delivery, nowMs)', ''),
  deliveryStep('a throttled endpoint gets other events', ['I14'], 'if (isThrottled) return', 'if (false) return'),
  attempt(
    'a failed attempt has no successor',
    ['I14'],
    'await queue.send([{ ...message, attempt: message.attempt + 1, dueAt }]);',
    '',
  ),
  attempt(
    'the successor of a failed attempt has the same number',
    ['I14'],
    'attempt: message.attempt + 1, dueAt }]',
    'attempt: message.attempt, dueAt }]',
  ),
  endpointBatch(
    'a slot is not given back',
    ['I14'],
    'if (slot) await recordResults(admitted, slot, results, run);',
    '',
  ),
  endpointBatch(
    'two events are probes at the same time',
    ['I14'],
    'step.isProbe && previous.some',
    'false && previous.some',
  ),
  health('an endpoint that fails is never probed', ['I14'], '>= endpointLimits.probedAfterMs', '>= Number.MAX_VALUE'),
  health(
    'a success does not make an endpoint healthy',
    ['I14'],
    'return { failingSince: undefined, hangingSince: undefined, throttledUntil: undefined, probedAt: undefined };',
    'return {};',
  ),
  secrets('more than two secrets sign', ['I14'], 'confirmed.length < maxActiveSecrets', 'true'),
  secrets(
    'the confirmation of a replaced secret ends the old one',
    ['I14'],
    'if (!newest || toSecretId(newest.text) !== secretId) return undefined;',
    'if (!newest) return undefined;',
  ),
  endpoint('a disabled endpoint gets new events', ['I14'], 'disabled === undefined && (', '('),
  endpoint('the filter by type is ignored', ['I14'], 'eventTypes === undefined || eventTypes.includes(type)', 'true'),
  replay('a replay continues the ended generation', ['I14'], 'delivery.generation + 1', 'delivery.generation'),
];
