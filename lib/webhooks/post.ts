import * as http from 'node:http';
import * as https from 'node:https';
import { type AddressRules, mayConnect, urlProblem } from './address.ts';
import { addressRefused, checkedLookup, type Resolve, resolveName } from './resolve.ts';

/** What came of a POST: an answer, or the name of what went wrong. */
export type PostOutcome = { status: number; body: string } | { error: string };

export type Post = (url: string, headers: Record<string, string>, payload: string) => Promise<PostOutcome>;

export interface PostTerms {
  rules: AddressRules;
  resolve?: Resolve;
  /** For everything together: name, connection, TLS, answer. */
  timeoutMs?: number;
  /** Gives up whatever is under way; it then is as if it had not begun. */
  signal?: AbortSignal | undefined;
}

/** What a receiver that hangs costs. */
const postTimeoutMs = 10_000;

/** Enough for a person to read. */
const mostOfBody = 2048;

/**
 * Sends one message, whatever the receiver does: a connection of its own, no proxy, no redirect, a bound on the time, and only the
 * beginning of the answer's body is read.
 */
export const createPost =
  ({ rules, resolve = resolveName, timeoutMs = postTimeoutMs, signal }: PostTerms): Post =>
  (text, headers, payload) =>
    new Promise((settle, reject) => {
      signal?.throwIfAborted();
      // Once more: what was registered long ago must meet the rules of today. An address in figures is never resolved.
      if (urlProblem(text, rules) !== undefined) return settle({ error: addressRefused });
      const url = new URL(text);
      const body = Buffer.from(payload);
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: 'POST',
        // Without an agent that is shared, no connection is that was made for another message, or by the environment's proxy.
        agent: false,
        lookup: checkedLookup(resolve, address => mayConnect(address, url.protocol, rules)),
        headers: { ...headers, 'content-length': body.length },
        ...(signal && { signal }),
      });
      let outcome: PostOutcome = { error: 'CLOSED' };
      const timer = setTimeout(() => request.destroy(new TimedOut()), timeoutMs);
      request.on('response', response => {
        const answer = { status: response.statusCode ?? 0, body: '' };
        outcome = answer;
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          answer.body = (answer.body + chunk).slice(0, mostOfBody);
          if (answer.body.length === mostOfBody) request.destroy();
        });
        // The status was said: a body that is cut short changes nothing.
        response.on('error', () => {});
      });
      request.on('error', error => {
        if (!('status' in outcome)) outcome = { error: nameOf(error) };
      });
      request.on('close', () => {
        clearTimeout(timer);
        if (signal?.aborted) reject(signal.reason);
        else settle(outcome);
      });
      request.end(body);
    });

class TimedOut extends Error {
  code = 'TIMED_OUT';
}

/** Messages of errors hold addresses and names; their codes do not. */
const nameOf = (error: Error & { code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : error.name;
