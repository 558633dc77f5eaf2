import type { Client, FetchOptions, FetchResponse } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** The operation of a path and a method; `never` if there is none. */
type OperationType<P extends keyof paths, M> = M extends keyof paths[P]
  ? Extract<paths[P][M], Record<string, unknown>>
  : never;

type PathsWith<M> = { [P in keyof paths]: [OperationType<P, M>] extends [never] ? never : P }[keyof paths];

type InitArguments<Options> = Record<never, never> extends Options ? [init?: Options] : [init: Options];

// openapi-fetch infers the type of its argument, and so accepts unknown fields. This type states which fields it accepts.
type OperationCall<M> = <P extends PathsWith<M>>(
  path: P,
  ...init: InitArguments<FetchOptions<OperationType<P, M>>>
) => Promise<FetchResponse<OperationType<P, M>, unknown, 'application/json'>>;

/** Every operation of the API by its method and path. Responses are typed, errors by their `code`; a misspelt name does not compile. */
export interface ConnectClient extends Pick<Client<paths, 'application/json'>, 'use' | 'eject'> {
  GET: OperationCall<'get'>;
  POST: OperationCall<'post'>;
  PUT: OperationCall<'put'>;
}
