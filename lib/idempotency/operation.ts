import type { AuthenticatedCaller } from '../auth/caller.ts';
import type { Effects } from '../contract/effects.ts';
import type { Endpoint, EndpointInput } from '../contract/endpoint.ts';
import type { BusinessError, InvalidRequest } from '../domain/domain-error.ts';
import type { DecisionTime } from '../domain/effective-dates.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { IndexPage, IndexQuery, ItemCollection, ItemRef } from '../dynamodb/item.ts';
import type { ItemWrite } from '../dynamodb/item-write.ts';
import type { AggregateRef, SubscriptionAggregate } from '../dynamodb/items/aggregate.ts';
import type { AuditedChange } from '../dynamodb/items/audit-item.ts';

/** Something to read: an item, several items, a collection, a page of an index, or an aggregate. */
export type ReadSpec =
  | ItemRef<unknown>
  | ItemRef<unknown>[]
  | ItemCollection<unknown>
  | IndexQuery
  | AggregateRef<unknown>;

/** Reads of an operation by name. Two names may refer to the same item. */
export type Reads = Record<string, ReadSpec | undefined>;

/** Values by the same names: an item or undefined, those of several items that exist, a collection, a page or an aggregate. */
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

/** Context of a decision. The tenant and the time are those of the round, the ID is that of the request. */
interface DecisionContext {
  tenant: Tenant;
  /** The sender of the request. */
  caller: AuthenticatedCaller;
  time: DecisionTime;
  /** ID of the resource that the request creates, if it creates one. */
  newResourceId: string;
  /** Returns the ID of one of several resources that the request creates. The first is `newResourceId`. */
  createResourceId(index: number): string;
  /** Returns 64 random bytes for a secret of the request. */
  createSecretBytes(): Buffer;
}

export interface SuccessResult {
  /** Resource, with its fields in the order of the response. */
  body: object;
  /** Path of a created resource below the base path: `/licenses/…`. */
  location?: string;
  /** Writes that are applied together with the stored response, all or none. Absent for a read. */
  writes?: ItemWrite[];
  /** A secret that only this response contains, in the field `secret`. It is stored nowhere, so a replay has a hint instead. */
  secret?: string;
  /** Entry of the audit log, stored with the writes. */
  audit?: AuditedChange;
  /**
   * Does something outside of the database, before the response is stored. It is done again if the request is repeated after a crash or a
   * conflict, so a second time must be harmless. The result is added to the body; an error of the request ends it.
   */
  perform?(effects: Effects): Promise<object | InvalidRequest>;
}

export type Decision = SuccessResult | BusinessError | InvalidRequest;

/**
 * Pure functions of an endpoint. Everything else (authentication, replay, commit, errors) is the same for all endpoints. Reads get the
 * current time in epoch milliseconds: it may choose what is read, and never decides anything.
 */
export interface Operation<
  E extends Endpoint,
  N extends Reads = Reads,
  F extends Reads = Reads,
  L extends Reads = Reads,
> {
  reads(input: EndpointInput<E>, tenantId: string, nowMs: number): N;
  /** Second read, for items that only the first one identifies, for example those of a page of an index. */
  followUpReads?(state: ReadValues<N>, input: EndpointInput<E>, tenantId: string, nowMs: number): F;
  /** Third read, for items that only the second one identifies. */
  finalReads?(state: ReadValues<N & F>, input: EndpointInput<E>, tenantId: string, nowMs: number): L;
  decide(state: ReadValues<N & F & L>, input: EndpointInput<E>, circumstances: DecisionContext): Decision;
}

/** Derives the type of the state of `decide` from the reads. */
export const defineOperation = <
  E extends Endpoint,
  N extends Reads,
  F extends Reads = Record<never, never>,
  L extends Reads = Record<never, never>,
>(
  _endpoint: E,
  functions: Operation<E, N, F, L>,
): Operation<E, N, F, L> => functions;
