import * as http from 'node:http';
import * as https from 'node:https';
import { addressRefusedCode, createCheckedLookup, type ResolveHost, resolveHost } from './dns-lookup.ts';
import { parseRetryAfter } from './retry-after.ts';
import { findUrlProblem, isConnectionAllowed, type UrlPolicy } from './url-policy.ts';

/** The result of a POST: a response, or the name of an error. The body is empty unless it is kept. */
export type PostResult = { status: number; body: string; retryAfterMs?: number | undefined } | { error: string };

/** Sends one message. @param timeoutMs - the limit for DNS, connection, TLS and response together */
export type PostMessage = (
  url: string,
  headers: Record<string, string>,
  payload: string,
  timeoutMs?: number,
) => Promise<PostResult>;

export interface PostOptions {
  policy: UrlPolicy;
  resolve?: ResolveHost;
  /** The default limit of an attempt. */
  timeoutMs?: number;
  /** Waits for the body of the response and keeps its beginning, for people to read. Otherwise the status ends the attempt. */
  keepBody?: boolean;
  /** Aborts the request. The promise is then rejected, and the attempt does not count. */
  signal?: AbortSignal | undefined;
}

/** The cost of a receiver that does not respond. */
const postTimeoutMs = 10_000;

/** The part of a response body that is kept. */
const maxBodyLength = 2048;

/** The largest headers of a response. Larger ones are the error HPE_HEADER_OVERFLOW. */
const maxHeaderSize = 64 * 1024;

/**
 * Creates the function that sends one message, safely for any receiver: a separate connection, no proxy, no redirects, a time limit, and
 * the connection ends as soon as the status has arrived.
 */
export const createHttpPost =
  ({
    policy,
    resolve = resolveHost,
    timeoutMs: defaultTimeoutMs = postTimeoutMs,
    keepBody = false,
    signal,
  }: PostOptions): PostMessage =>
  (urlText, headers, payload, timeoutMs = defaultTimeoutMs) =>
    new Promise((finish, reject) => {
      signal?.throwIfAborted();
      // Checked again, because the rules can be stricter than when the endpoint was added. The lookup below does not see IP addresses in URLs.
      if (findUrlProblem(urlText, policy) !== undefined) return finish({ error: addressRefusedCode });
      const url = new URL(urlText);
      const body = Buffer.from(payload);
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: 'POST',
        // Without a shared agent, no connection of another message is reused, and no proxy of the environment applies.
        agent: false,
        maxHeaderSize,
        lookup: createCheckedLookup(resolve, address => isConnectionAllowed(address, url.protocol, policy)),
        headers: { ...headers, 'content-length': body.length },
        ...(signal && { signal }),
      });
      let result: PostResult = { error: 'CLOSED' };
      const timer = setTimeout(() => request.destroy(new PostTimeoutError()), timeoutMs);
      const settle = () => {
        clearTimeout(timer);
        if (signal?.aborted && !('status' in result)) reject(signal.reason);
        else finish(result);
      };
      request.on('response', response => {
        const { statusCode: status = 0, headers } = response;
        const httpResult = { status, body: '', retryAfterMs: parseRetryAfter(headers['retry-after'], Date.now()) };
        result = httpResult;
        // The status has already arrived, so a truncated body changes nothing.
        response.on('error', () => {});
        if (!keepBody) {
          settle();
          return request.destroy();
        }
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          httpResult.body = (httpResult.body + chunk).slice(0, maxBodyLength);
          if (httpResult.body.length === maxBodyLength) request.destroy();
        });
      });
      request.on('error', error => {
        if (!('status' in result)) result = { error: toErrorName(error) };
      });
      request.on('close', settle);
      request.end(body);
    });

class PostTimeoutError extends Error {
  code = 'TIMED_OUT';
}

/** Uses error codes, because error messages contain addresses and host names. */
const toErrorName = (error: Error & { code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : error.name;
