import type { ClientCall } from './scale-clients.ts';

/** Distribution of times in milliseconds. */
export interface LatencySummary {
  count: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Calls without a success. */
  errors: number;
}

export const summarizeCalls = (calls: ClientCall[]): LatencySummary => ({
  ...summarizeTimes(calls.map(({ ms }) => ms)),
  errors: calls.filter(({ status }) => status >= 400 && status !== 409).length,
});

export const summarizeLags = (lags: { ms: number }[]): LatencySummary => summarizeTimes(lags.map(({ ms }) => ms));

function summarizeTimes(times: number[]): LatencySummary {
  const sorted = Float64Array.from(times).sort();
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), errors: 0 };
}
