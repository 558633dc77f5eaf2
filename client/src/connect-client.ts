import type { Client, FetchOptions, FetchResponse } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** What a path does by a method; never where it does nothing. */
type Operation<P extends keyof paths, M> = M extends keyof paths[P]
  ? Extract<paths[P][M], Record<string, unknown>>
  : never;

type PathsWith<M> = { [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P }[keyof paths];

type Init<Options> = Record<never, never> extends Options ? [init?: Options] : [init: Options];

// openapi-fetch infers what it is given, and so takes fields that nobody knows. This states what is taken.
type Call<M> = <P extends PathsWith<M>>(
  path: P,
  ...init: Init<FetchOptions<Operation<P, M>>>
) => Promise<FetchResponse<Operation<P, M>, unknown, 'application/json'>>;

/** Every operation of the API by its method and path; answers are typed, errors by their `code`; what is misspelt does not compile. */
export interface ConnectClient extends Pick<Client<paths, 'application/json'>, 'use' | 'eject'> {
  GET: Call<'get'>;
  POST: Call<'post'>;
}
