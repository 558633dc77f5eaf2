import type { Endpoint, EndpointInput } from '../contract/endpoint.ts';
import type { BusinessError, InvalidRequest } from '../domain/domain-error.ts';
import type { DecisionTime } from '../domain/effective-dates.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { IndexPage, IndexQuery, ItemCollection, ItemRef } from '../dynamodb/item.ts';
import type { ItemWrite } from '../dynamodb/item-write.ts';
import type { AggregateRef, SubscriptionAggregate } from '../dynamodb/items/aggregate.ts';

/** Something to read: an item, several items, all items of a collection, a page of an index, or an aggregate. */
export type ReadSpec =
  | ItemRef<unknown>
  | ItemRef<unknown>[]
  | ItemCollection<unknown>
  | IndexQuery
  | AggregateRef<unknown>;

/** What an operation wants to read, by names of its own. Two names may stand for one item. */
export type Reads = Record<string, ReadSpec | undefined>;

/** What was found, by the same names: an item or undefined; those that are there of several; a whole collection; a page; a consistent aggregate. */
export type ReadValues<N extends Reads> = {
  [K in keyof N]: ReadValue<NonNullable<N[K]>>;
};
type ReadValue<W> =
  W extends ItemRef<infer T>
    ? T | undefined
    : W extends ItemRef<infer T>[]
      ? T[]
      : W extends ItemCollection<infer T>
        ? T[]
        : W extends IndexQuery
          ? IndexPage
          : W extends AggregateRef<infer A>
            ? SubscriptionAggregate<A>
            : never;

/** The circumstances an operation is decided in: the tenant and the moment are those of the round, the id is the request's. */
interface DecisionContext {
  tenant: Tenant;
  time: DecisionTime;
  /** For what the request makes, if it makes something. */
  newResourceId: string;
}

interface SuccessResult {
  /** The resource, in the order in which its fields are sent. */
  body: object;
  /** Below the base path: `/licenses/…`. */
  location?: string;
  /** All happen, together with the keeping of the answer, or nothing does. None for a read. */
  writes?: ItemWrite[];
}

type Decision = SuccessResult | BusinessError | InvalidRequest;

/** An endpoint's two pure functions. Everything else (who, replay, commit, errors) is the same for all. */
export interface Operation<E extends Endpoint, N extends Reads = Reads, F extends Reads = Reads> {
  reads(input: EndpointInput<E>, tenantId: string): N;
  /** What the first read leads to, in a second one: an index says only where to look. */
  followUpReads?(state: ReadValues<N>, input: EndpointInput<E>, tenantId: string): F;
  decide(state: ReadValues<N & F>, input: EndpointInput<E>, circumstances: DecisionContext): Decision;
}

/** Lets the names of `needs` and `follow` type the state of `decide`. */
export const defineOperation = <E extends Endpoint, N extends Reads, F extends Reads = Record<never, never>>(
  _endpoint: E,
  functions: Operation<E, N, F>,
): Operation<E, N, F> => functions;
