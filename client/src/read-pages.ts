import type { FetchOptions } from 'openapi-fetch';
import type { ConnectClient } from './connect-client.ts';
import { ResponseError } from './response-error.ts';
import { waitOrAbort } from './retry-delay.ts';
import type { components, paths } from './schema.ts';

type SuccessBody<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** The paths of lists that return one page per request. */
export type PagedPath = {
  [P in keyof paths]: SuccessBody<P> extends { pagination: unknown } ? P : never;
}[keyof paths];

/** The options of a `GET`, and for the feed of events whether to follow it. */
export type PageOptions<P extends PagedPath> = FetchOptions<paths[P]['get']> & {
  /**
   * For `/events`: at the end of the feed, asks for new events after this time, again and again, until `signal` aborts. Without it,
   * the last page is the one whose `caughtUp` is true.
   */
  followEveryMs?: P extends '/events' ? number : never;
};

/**
 * Reads the pages of a list one after the other. A page can be without items. Every page of the feed of events has a `nextCursor`:
 * store it together with the effects of the events of the page.
 *
 * ```ts
 * for await (const { items } of readPages(connect, '/licenses', { params: { query: { status: ['ACTIVE'] } } })) …
 * for await (const { items, pagination } of readPages(connect, '/events', { followEveryMs: 60_000, signal })) …
 * ```
 *
 * @throws ResponseError for an error response, NoAnswer if there was none, and the reason of the signal if it aborted
 */
export async function* readPages<P extends PagedPath>(
  connect: Pick<ConnectClient, 'GET'>,
  path: P,
  options: PageOptions<P> = {} as PageOptions<P>,
): AsyncGenerator<SuccessBody<P>, void, undefined> {
  const { followEveryMs, params, ...init } = options as UntypedOptions;
  if (followEveryMs !== undefined && !(followEveryMs >= 1)) throw new TypeError('followEveryMs must be 1 or more.');
  const signal = init.signal ?? new AbortController().signal;
  for (let cursor = params?.query?.cursor; ; ) {
    const page = await readPage(connect, path, { ...init, params: withCursor(params, cursor) });
    yield page as SuccessBody<P>;
    const { nextCursor, caughtUp } = page.pagination;
    const isEnd = nextCursor === null || caughtUp === true;
    if (isEnd && (followEveryMs === undefined || nextCursor === null)) return;
    if (!isEnd && nextCursor === cursor)
      throw new Error(`The list ${path} returned the same cursor twice: a proxy may return stored responses.`);
    cursor = nextCursor;
    if (isEnd && followEveryMs !== undefined) await waitOrAbort(followEveryMs, signal);
  }
}

interface UntypedParams {
  query?: { cursor?: string | null; after?: string };
}

interface UntypedOptions {
  followEveryMs?: number;
  params?: UntypedParams;
  signal?: AbortSignal | null;
}

interface UntypedPage {
  pagination: { nextCursor: string | null; caughtUp?: boolean };
}

type UntypedGet = (
  path: string,
  init: object,
) => Promise<{ data?: UntypedPage; error?: components['schemas']['ApiError']; response: Response }>;

async function readPage({ GET }: Pick<ConnectClient, 'GET'>, path: string, init: object): Promise<UntypedPage> {
  const { data, error, response } = await (GET as UntypedGet)(path, init);
  if (data === undefined) throw new ResponseError(error as components['schemas']['ApiError'], response);
  return data;
}

/** The parameters of the next page. `after` is the beginning of the feed, and is not allowed together with a cursor. */
function withCursor(params: UntypedParams | undefined, cursor: string | null | undefined): UntypedParams | undefined {
  if (cursor === undefined || cursor === null) return params;
  const { after: _, ...query } = params?.query ?? {};
  return { ...params, query: { ...query, cursor } };
}
