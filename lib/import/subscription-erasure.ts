import { erasedText } from '../contract/erasure.ts';
import type { Instant } from '../contract/field-types.ts';
import { areNumbersErased } from '../domain/erasure.ts';
import type { SubscriberFacts } from '../domain/subscriber.ts';
import type { SubscriptionFacts } from '../domain/subscription.ts';
import { type RenamedSource, renameRef } from '../dynamodb/items/rename.ts';
import { addErasedFields, followsErasure } from './follow-erasure.ts';
import type { LinePlan } from './line-plan.ts';
import type { LoadedItems } from './loaded-items.ts';
import { addRenames } from './plan-rename.ts';
import type { SubscriptionLine } from './subscription-line.ts';

/** The items of a subscription line as they are stored. */
interface StoredPerson {
  subscription: SubscriptionFacts | undefined;
  subscriber: SubscriberFacts | undefined;
}

/** The personal data of a line that must not be stored. */
interface FollowedErasure {
  /** The details of the porting, and the numbers of an ended subscription. */
  isErased: boolean;
  /** The name and the email address of the subscriber. */
  isSubscriberErased: boolean;
}

/** Finds the erasure that a line follows: that of the subscription, or of its subscriber. */
export function findFollowedErasure(
  line: SubscriptionLine,
  { subscription, subscriber }: StoredPerson,
): FollowedErasure {
  const isSubscriberErased = followsErasure(subscriber, line);
  return { isErased: isSubscriberErased || followsErasure(subscription, line), isSubscriberErased };
}

const isMarked = ({ subscription, subscriber }: StoredPerson): boolean =>
  subscription?.erased === true || subscriber?.erased === true;

/** Lists the sources of texts that licenses and subscriptions embed, if they were erased. Their copies may have to be updated. */
export function listErasedSources(
  { tenantId, subscriptionId, subscriber }: SubscriptionLine,
  stored: StoredPerson,
): RenamedSource[] {
  if (!isMarked(stored)) return [];
  const subscription = { tenantId, kind: 'subscription', id: subscriptionId } as const;
  return subscriber ? [subscription, { tenantId, kind: 'subscriber', id: subscriber.subscriberId }] : [subscription];
}

/** Adds to the plan of a line what it leaves to do for copies, and reports the fields that were not stored. */
export function addErasureEffects(
  plan: LinePlan,
  line: SubscriptionLine,
  stored: StoredPerson,
  facts: SubscriptionFacts,
  known: LoadedItems,
  now: Instant,
): LinePlan {
  const erasure = findFollowedErasure(line, stored);
  const sources = listErasedSources(line, stored);
  const { subscription, subscriber } = stored;
  const isNameChanged = subscriber?.erased === true && !erasure.isSubscriberErased;
  const areNumbersChanged = subscription !== undefined && areNumbersErased(subscription) !== areNumbersErased(facts);
  const renamed = sources.filter(({ kind }) => (kind === 'subscriber' ? isNameChanged : areNumbersChanged));
  return addErasedFields(
    addRenames(plan, { renamed, sources }, source => known.get(renameRef(source)), Date.parse(now)),
    listErasedFields(line, erasure),
  );
}

function listErasedFields(
  { subscriber, porting, status }: SubscriptionLine,
  { isErased, isSubscriberErased }: FollowedErasure,
): string[] {
  const name = isSubscriberErased && subscriber && subscriber.name !== erasedText;
  const email = isSubscriberErased && subscriber?.email !== undefined;
  return [
    ...(name ? ['subscriber.name'] : []),
    ...(email ? ['subscriber.email'] : []),
    ...(isErased && porting?.details ? ['porting.details'] : []),
    ...(isErased && status === 'CANCELLED' ? ['msisdn', 'sim.iccid'] : []),
  ];
}
