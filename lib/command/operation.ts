import type { Tenant } from '../domain/entity.ts';
import type { Refusal, Rejection } from '../domain/outcome.ts';
import type { Moment } from '../domain/schedule.ts';
import type { Endpoint, Input } from '../schemas/endpoint.ts';
import type { Collection, Listing, Page, Ref } from '../store/item.ts';
import type { Write } from '../store/write.ts';

/** Something to read: an item, several items, all items of a collection, or a page of an index. */
export type Want = Ref<unknown> | Ref<unknown>[] | Collection<unknown> | Listing;

/** What an operation wants to read, by names of its own. Two names may stand for one item. */
export type Needs = Record<string, Want | undefined>;

/** What was found, by the same names: an item or undefined; those that are there of several; a whole collection; a page. */
export type State<N extends Needs> = {
  [K in keyof N]: Found<NonNullable<N[K]>>;
};
type Found<W> =
  W extends Ref<infer T>
    ? T | undefined
    : W extends Ref<infer T>[]
      ? T[]
      : W extends Collection<infer T>
        ? T[]
        : W extends Listing
          ? Page
          : never;

/** The circumstances an operation is decided in: the tenant, the moment and what was seen are those of the round, the id is the request's. */
interface Circumstances {
  tenant: Tenant;
  moment: Moment;
  /** For what the request makes, if it makes something. */
  newId: string;
  /** What looks torn but was read again and again is what is stored: it must not keep a request out for ever. */
  seen?: string | undefined;
}

interface Success {
  /** The resource, in the order in which its fields are sent. */
  body: object;
  /** Below the base path: `/licenses/…`. */
  location?: string;
  /** All happen, together with the keeping of the answer, or nothing does. None for a read. */
  writes?: Write[];
}

/** What was read in parallel does not belong together: read again, a few times. */
interface Torn {
  /** What was read, as a text to recognise it by. */
  torn: string;
}

type Decision = Success | Rejection | Refusal | Torn;

/** An endpoint's two pure functions. Everything else (who, replay, commit, errors) is the same for all. */
export interface Operation<E extends Endpoint, N extends Needs = Needs, F extends Needs = Needs> {
  needs(input: Input<E>, tenantId: string): N;
  /** What the first read leads to, in a second one: an index says only where to look. */
  follow?(state: State<N>, input: Input<E>, tenantId: string): F;
  decide(state: State<N & F>, input: Input<E>, circumstances: Circumstances): Decision;
}

/** Lets the names of `needs` and `follow` type the state of `decide`. */
export const operation = <E extends Endpoint, N extends Needs, F extends Needs = Record<never, never>>(
  _endpoint: E,
  functions: Operation<E, N, F>,
): Operation<E, N, F> => functions;
