/** The client waits no longer for `GET /health`. */
const timeoutMs = 10_000;

/**
 * Creates the function that calls `GET /health` at the public address of the stage. It fails unless the stage is healthy, so the errors of
 * the function are the measurement.
 */
export const createHealthMonitor = (url: string, fetchUrl: typeof fetch) => async (): Promise<void> => {
  const response = await fetchUrl(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`GET ${url} returned the status ${response.status}: ${text}`);
};
