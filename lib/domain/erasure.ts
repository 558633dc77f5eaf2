import { erasedText } from '../contract/erasure.ts';
import type { SubscriptionFacts } from './subscription.ts';

/** The mark on the item of a person whose personal data was removed. Every import line of that person follows it. */
export interface ErasureMark {
  erased?: true | undefined;
}

/**
 * Removes the personal data from a subscription. Its numbers identify a live service and are removed when the subscription has
 * ended.
 *
 * @param isSubscriberErased - false if only the subscription is marked, so that its present subscriber is another person
 */
export function eraseSubscription<S extends SubscriptionFacts>(subscription: S, isSubscriberErased: boolean): S {
  const { subscriber } = subscription;
  const erased: S = {
    ...subscription,
    erased: true,
    ...(subscriber &&
      isSubscriberErased && { subscriber: { subscriberId: subscriber.subscriberId, name: erasedText } }),
  };
  return subscription.status === 'CANCELLED' ? eraseNumbers(erased) : erased;
}

const eraseNumbers = <S extends SubscriptionFacts>(subscription: S): S => ({
  ...subscription,
  display: erasedText,
  msisdn: erasedText,
  sim: { esim: subscription.sim.esim, iccid: erasedText },
  pendingMsisdn: undefined,
  porting: subscription.porting && { ...subscription.porting, msisdn: erasedText },
});

/** Returns true if the numbers of a subscription were removed. */
export const areNumbersErased = ({ msisdn }: Pick<SubscriptionFacts, 'msisdn'>): boolean => msisdn === erasedText;
