import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const license = createMutantsIn('lib/domain/license.ts');
const licenseChanges = createMutantsIn('lib/domain/license-changes.ts');
const offeringChange = createMutantsIn('lib/domain/offering-change.ts');
const prices = createMutantsIn('lib/domain/compare-prices.ts');
const addAddon = createMutantsIn('lib/domain/add-addon.ts');
const undoAddon = createMutantsIn('lib/domain/undo-addon-cancellation.ts');
const order = createMutantsIn('lib/domain/order.ts');
const submitOrder = createMutantsIn('lib/domain/submit-order.ts');
const porting = createMutantsIn('lib/domain/porting.ts');
const erasure = createMutantsIn('lib/domain/erasure.ts');
const orderEffects = createMutantsIn('lib/dynamodb/items/order-effects.ts');
const apiKey = createMutantsIn('lib/auth/api-key.ts');
const sensitiveRead = createMutantsIn('lib/idempotency/record-sensitive-read.ts');
const storedOutcome = createMutantsIn('functions/get-idempotency-key/operation.ts');
const importErasure = createMutantsIn('lib/import/erasure.ts');
const followErasure = createMutantsIn('lib/import/follow-erasure.ts');
const relatedItem = createMutantsIn('lib/import/related-item.ts');
const copyUpdate = createMutantsIn('lib/dynamodb/renames/plan-copy-update.ts');

/** Mutants of the rules of changes, undos, orders, sensitive reads and erasure. */
export const commandMutants: SourceMutant[] = [
  licenseChanges(
    'an undo reverts an end that is in effect',
    ['I10'],
    "if (isDue(settled.ends, time.now)) return createBusinessError('license_already_cancelled');",
    '',
  ),
  licenseChanges(
    'an undo succeeds although nothing is scheduled',
    ['I10'],
    "if (!settled[fact]) return createBusinessError('nothing_scheduled');",
    '',
  ),
  licenseChanges('an undo leaves the scheduled change', ['I10'], '[fact]: undefined, ...merged', '...merged'),
  licenseChanges(
    'an undo is not marked as commanded',
    ['I10'],
    'markCommanded(undone, [field]',
    'markCommanded(undone, []',
  ),
  licenseChanges(
    'metadata that changes nothing is a new version',
    ['I10'],
    'if (isSameJson(merged.metadata ?? {}, license.metadata ?? {})) return',
    'if (isSameJson({}, { a: 1 })) return',
  ),

  offeringChange(
    'an ended license changes its offering',
    ['I10'],
    "if (isDue(settled.ends, time.now)) return createBusinessError('license_already_cancelled');",
    '',
  ),
  offeringChange('a blocked license changes its offering', ['I10'], "=== 'BLOCKED'", "=== 'PAUSED'"),
  offeringChange('an archived offering is a target', ['I10'], " && status === 'AVAILABLE'", ''),
  offeringChange('an offering of another type is a target', ['I10'], 'target.licenseType !== settled.type', 'false'),
  offeringChange(
    'an offering that is no option is a target',
    ['I10'],
    "if (!option) return createBusinessError('product_offering_change_not_allowed');",
    "if (!option && !current) return createBusinessError('product_offering_change_not_allowed');",
  ),
  offeringChange(
    'a change that the end hides is accepted',
    ['I10'],
    "if (!findEffectiveDate({ on: date.on, at: date.at }, settled.ends)) return createBusinessError('license_ending');",
    '',
  ),
  offeringChange(
    'a change on the start day is scheduled',
    ['I10'],
    'earliest <= license.starts.on',
    'earliest < license.starts.on',
  ),
  offeringChange(
    'a change ignores the bound period',
    ['I10'],
    'boundUntil > earliest ? boundUntil : earliest',
    'boundUntil > earliest ? earliest : earliest',
  ),
  offeringChange(
    'a change takes effect at the renewal of today',
    ['I10'],
    '{ after: time.today, notBefore }',
    "{ after: '2000-01-01', notBefore }",
  ),
  offeringChange('an equal price waits for the renewal', ['I10'], 'comparison >= 0', 'comparison > 0'),
  prices('prices in different currencies are compared', ['I10'], 'first.currency !== second.currency || ', ''),
  prices('a one-time price is compared with a recurring one', ['I10'], ' || first.priceType !== second.priceType', ''),
  prices(
    'a price with a cycle is compared with one without',
    ['I10'],
    'isRecurring && !first.billingCycle !== !second.billingCycle',
    'false',
  ),
  prices('the interval of a cycle is ignored', ['I10'], 'years * BigInt(billingCycle.interval)', 'years'),

  addAddon(
    'an add-on is added to an ended subscription',
    ['I10'],
    "if (subscription.status === 'CANCELLED') return",
    "if (subscription.status === 'CANCELLED' && !target) return",
  ),
  addAddon(
    'an add-on is added to a blocked subscription',
    ['I10'],
    "if (subscription.status === 'BLOCKED') return",
    "if (subscription.status === 'BLOCKED' && !target) return",
  ),
  addAddon('an add-on that is not offered is added', ['I10'], 'if (offered && !offered', 'if (!offered && offered'),
  addAddon(
    'a second live add-on of an offering is added',
    ['I10'],
    'productOffering.productOfferingId === target',
    "'none' === target",
  ),
  addAddon('a 21st live add-on is added', ['I10'], 'live.length >= maxLiveAddons', 'live.length > maxLiveAddons'),
  addAddon('a validity counts from today', ['I10'], 'toExpiry(startsOn,', 'toExpiry(time.today,'),
  undoAddon('an undo revives an ended add-on', ['I10'], 'if (hasEnded) return', 'if (hasEnded && !settled) return'),
  undoAddon(
    'an undo of an add-on succeeds although nothing is scheduled',
    ['I10'],
    'if (!settled.ends) return',
    'if (!settled.ends && !before) return',
  ),
  undoAddon('an undo leaves the reason of the end', ['I10'], 'cancellationReason: undefined, ', ''),

  order('an expired order is submitted', ['I10'], 'expiresAt <= now', "expiresAt <= ''"),
  order(
    'an order is submitted twice',
    ['I10', 'I15'],
    "return state === 'PENDING' ? order :",
    "return state !== 'EXPIRED' ? order :",
  ),
  submitOrder(
    'an order changes a license of another customer',
    ['I10'],
    'if (license && license.customer.customerId !== order.customer.customerId)',
    'if (license && !order)',
  ),
  submitOrder(
    'an order adds to a subscription of another customer',
    ['I10'],
    'if (subscription && subscription.facts.customer.customerId !== order.customer.customerId)',
    'if (subscription && !order)',
  ),
  submitOrder(
    'an order changes a license twice',
    ['I10'],
    'effects.changes.some(({ before }) => before.licenseId === licenseId)',
    'effects.changes.some(({ before }) => before.licenseId !== licenseId)',
  ),
  submitOrder('an order is evaluated without its earlier items', ['I10'], '?? []), ...added]', '?? [])]'),
  submitOrder(
    'an order with an invalid item is executed',
    ['I15'],
    'if (details.length > 0) return',
    'if (details.length > 20) return',
  ),
  submitOrder(
    'an order for an erased customer is executed',
    ['I10'],
    'if (evaluation.relations.customer?.erased)',
    'if (!evaluation.relations)',
  ),
  submitOrder(
    'an order is rejected while billing is managed',
    ['I10'],
    'billingManaged: false }',
    'billingManaged: true }',
  ),
  orderEffects(
    'a submit leaves out the changes of licenses',
    ['I15'],
    '...changes.map(change =>',
    '...changes.slice(1).map(change =>',
  ),
  orderEffects('a submit leaves out the add-ons', ['I15'], '    ...additionWrites,\n', ''),
  orderEffects(
    'a submit does not complete its order',
    ['I15'],
    '    buildUpdateWrite(orderRef(tenantId, orderId), before, after),\n',
    '',
  ),

  license(
    'an erased customer gets a license',
    ['I10'],
    'if (!customer || customer.erased) return',
    'if (!customer) return',
  ),
  order(
    'an erased customer gets an order',
    ['I10'],
    'if (!customer || customer.erased) return',
    'if (!customer) return',
  ),
  porting('the details of a porting are kept for a year', ['I10'], '90 * 24', '365 * 24'),
  porting(
    'expired details are returned until they are deleted',
    ['I10'],
    'expiresAt <= now ? undefined',
    "expiresAt <= '' ? undefined",
  ),
  erasure(
    'an ended subscription keeps its numbers',
    ['I10'],
    "subscription.status === 'CANCELLED' ?",
    "subscription.status === 'PENDING' ?",
  ),
  importErasure('an erasure has no audit item', ['I16'], '[...writes, buildAuditWrite(entry, resource)]', 'writes'),
  importErasure('an erasure leaves the copies', ['I10'], 'hasChanges ? renamed : []', 'hasChanges ? [] : renamed'),
  followErasure(
    'an import stores erased data again',
    ['I18'],
    'stored?.erased === true && line.erase !== false',
    'false',
  ),
  followErasure('an erasure can never be reverted', ['I18'], ' && line.erase !== false', ''),
  relatedItem(
    'details are stored after an erasure',
    ['I18'],
    'if (!stored || writes.some',
    'if (stored || writes.some',
  ),
  copyUpdate('ended items keep erased names', ['I10'], 'hasEnded && !source.isErased', 'hasEnded'),

  apiKey('the scope * opens a sensitive scope', ['I5'], ' && !isSensitiveScope(scope)', ''),
  apiKey('a named sensitive scope is not enough', ['I5'], 'scopes.includes(scope) || (', '('),
  sensitiveRead(
    'a sensitive response is returned without its audit item',
    ['I16'],
    "if (commit.kind === 'committed') return",
    'if (commit) return',
  ),
  storedOutcome(
    'a stored response is returned without its scope',
    ['I5'],
    'if (scope !== undefined && !caller.hasScope(scope)) {',
    'if (scope === undefined) {',
  ),
  storedOutcome(
    'an expired response is returned',
    ['I9'],
    '!record || !isRecordUnexpired(record, Date.parse(time.now))',
    '!record || !isRecordUnexpired(record, 0)',
  ),
];
