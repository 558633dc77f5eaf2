import * as http from 'node:http';
import * as https from 'node:https';
import { addressRefusedCode, createCheckedLookup, type ResolveHost, resolveHost } from './dns-lookup.ts';
import { findUrlProblem, isConnectionAllowed, type UrlPolicy } from './url-policy.ts';

/** What came of a POST: an answer, or the name of what went wrong. */
export type PostResult = { status: number; body: string } | { error: string };

export type PostMessage = (url: string, headers: Record<string, string>, payload: string) => Promise<PostResult>;

export interface PostOptions {
  policy: UrlPolicy;
  resolve?: ResolveHost;
  /** For everything together: name, connection, TLS, answer. */
  timeoutMs?: number;
  /** Gives up whatever is under way; it then is as if it had not begun. */
  signal?: AbortSignal | undefined;
}

/** What a receiver that hangs costs. */
const postTimeoutMs = 10_000;

/** Enough for a person to read. */
const maxBodyLength = 2048;

/**
 * Sends one message, whatever the receiver does: a connection of its own, no proxy, no redirect, a bound on the time, and only the
 * beginning of the answer's body is read.
 */
export const createHttpPost =
  ({ policy: rules, resolve = resolveHost, timeoutMs = postTimeoutMs, signal }: PostOptions): PostMessage =>
  (urlText, headers, payload) =>
    new Promise((finish, reject) => {
      signal?.throwIfAborted();
      // Once more: what was registered long ago must meet the rules of today. An address in figures is never resolved.
      if (findUrlProblem(urlText, rules) !== undefined) return finish({ error: addressRefusedCode });
      const url = new URL(urlText);
      const body = Buffer.from(payload);
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: 'POST',
        // Without an agent that is shared, no connection is that was made for another message, or by the environment's proxy.
        agent: false,
        lookup: createCheckedLookup(resolve, address => isConnectionAllowed(address, url.protocol, rules)),
        headers: { ...headers, 'content-length': body.length },
        ...(signal && { signal }),
      });
      let result: PostResult = { error: 'CLOSED' };
      const timer = setTimeout(() => request.destroy(new PostTimeoutError()), timeoutMs);
      request.on('response', response => {
        const httpResult = { status: response.statusCode ?? 0, body: '' };
        result = httpResult;
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          httpResult.body = (httpResult.body + chunk).slice(0, maxBodyLength);
          if (httpResult.body.length === maxBodyLength) request.destroy();
        });
        // The status was said: a body that is cut short changes nothing.
        response.on('error', () => {});
      });
      request.on('error', error => {
        if (!('status' in result)) result = { error: toErrorName(error) };
      });
      request.on('close', () => {
        clearTimeout(timer);
        if (signal?.aborted) reject(signal.reason);
        else finish(result);
      });
      request.end(body);
    });

class PostTimeoutError extends Error {
  code = 'TIMED_OUT';
}

/** Messages of errors hold addresses and names; their codes do not. */
const toErrorName = (error: Error & { code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : error.name;
