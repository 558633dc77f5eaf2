import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const offeringChange = createMutantsIn('lib/domain/offering-change.ts');
const licenseChanges = createMutantsIn('lib/domain/license-changes.ts');
const addAddon = createMutantsIn('lib/domain/add-addon.ts');
const undoAddon = createMutantsIn('lib/domain/undo-addon-cancellation.ts');
const submitOrder = createMutantsIn('lib/domain/submit-order.ts');
const order = createMutantsIn('lib/domain/order.ts');
const license = createMutantsIn('lib/domain/license.ts');
const dates = createMutantsIn('lib/domain/effective-dates.ts');
const orderEffects = createMutantsIn('lib/dynamodb/items/order-effects.ts');
const aggregate = createMutantsIn('lib/dynamodb/items/aggregate.ts');

/** Further mutants of the rules and the writes of changes, undos, new add-ons, orders and effective dates. */
export const commandRuleMutants: SourceMutant[] = [
  offeringChange(
    'a change before the start keeps an earlier scheduled change',
    ['I10'],
    '...terms, offeringChange: undefined, boundUntil',
    '...terms, boundUntil',
  ),
  offeringChange(
    'an offering change is not owned by the command',
    ['I10'],
    "changedAt: time.now }, ['offering']",
    'changedAt: time.now }, []',
  ),
  licenseChanges(
    'the undo of an offering change reverts the cancellation',
    ['I10'],
    "{ fact: 'offeringChange', field: 'offering' });",
    "{ fact: 'ends', field: 'offering' });",
  ),
  licenseChanges(
    'an update that changes nothing is written',
    ['I10'],
    'return { before: license, after: license };',
    'return { before: license, after: { ...license } };',
  ),
  addAddon(
    'an offering of another type becomes an add-on',
    ['I10'],
    "target.type !== 'SUBSCRIPTION_ADDON' || target.status !== 'AVAILABLE'",
    "target.status !== 'AVAILABLE'",
  ),
  addAddon('an offering is added twice', ['I10'], "return createBusinessError('addon_exists');", '{}'),
  addAddon(
    'a day pass never expires',
    ['I10'],
    'target.validityDays === undefined ? undefined',
    'target.validityDays !== null ? undefined',
  ),
  addAddon(
    'a day pass expires a day late',
    ['I10'],
    'addDays(startsOn, validityDays)',
    'addDays(startsOn, validityDays + 1)',
  ),
  undoAddon(
    'the undo on an ended subscription succeeds',
    ['I10'],
    'isDue(subscription.ends, time.now) || isDue(findEnd(settled), time.now)',
    'isDue(findEnd(settled), time.now)',
  ),
  submitOrder('a created license is not listed', ['I15'], 'createdEntities.licenses.push(', '[].concat('),
  order(
    'an expired order is executed',
    ['I10'],
    "if (state === 'EXPIRED') return createBusinessError('order_expired');",
    "if (state === 'EXPIRED') return order;",
  ),
  order(
    'a cancelled order stays pending',
    ['I10'],
    "{ ...pendingOrder, state: 'CANCELLED', ...merged",
    '{ ...pendingOrder, ...merged',
  ),
  license(
    'the minimum term becomes shorter',
    ['I10'],
    'previousBound && newBound && previousBound > newBound ? previousBound : (newBound ?? previousBound)',
    'newBound ?? previousBound',
  ),
  license(
    'renewals continue although the billing cycle changed',
    ['I10'],
    'isSameCycle(license.productOffering.price, productOffering.price) ? license.renewsFrom : on',
    'license.renewsFrom',
  ),
  license(
    'an end does not hide an offering change',
    ['I13'],
    'const change = findEffectiveDate(license.offeringChange, license.ends);',
    'const change = license.offeringChange;',
  ),
  dates('an end on the day of a start does not hide it', ['I13'], 'ends.on <= date.on', 'ends.on < date.on'),
  dates('an applied date can be hidden', ['I13'], '!date.applied && (ends.on', '(ends.on'),
  dates(
    'a date has no effect in its instant',
    ['I13'],
    'date.applied === true || date.at <= now',
    'date.applied === true || date.at < now',
  ),
  dates(
    'the later of an end and an expiry counts',
    ['I10', 'I13'],
    'return ends.at < expires.at ? ends',
    'return ends.at > expires.at ? ends',
  ),
  orderEffects(
    'an order creates only its first license',
    ['I15'],
    '...licenses.map(license =>',
    '...licenses.slice(0, 1).map(license =>',
  ),
  orderEffects(
    'an add-on of an order replaces none that ended',
    ['I10'],
    'replaced: findReplacedAddon(entries, addon.productOffering.productOfferingId, now),',
    'replaced: findReplacedAddon([], addon.productOffering.productOfferingId, now),',
  ),
  aggregate(
    'a replaced add-on is lost',
    ['I10'],
    'return [addition, buildAddonPut(pastAddonRef(tenantId, replaced.addon), item, version)];',
    'return item ? [addition] : [];',
  ),
  aggregate(
    'the versions of new add-ons are not counted',
    ['I10'],
    '(changes.length + additions.length) * version',
    'changes.length * version',
  ),
];
