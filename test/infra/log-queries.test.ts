import { readFileSync } from 'node:fs';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, expect, it, vi } from 'vitest';
import { accessLogFields } from '../../infra/api-gateway.ts';
import { createRequestLog } from '../../lib/http/request-log.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { createInvocationStart } from '../../lib/observability/telemetry.ts';
import { refuseCall } from '../support/faulty-network.ts';
import { captureLogLines } from '../support/log-lines.ts';
import { useEngine } from '../support/test-engine.ts';
import { createAccessToken } from '../support/test-sessions.ts';
import { useWorld } from '../support/test-world.ts';

/* The queries of docs/operate.md find something only if the lines have the fields that they name. */

const world = useWorld(useEngine());

/** Reads the blocks of code without a language. */
const readQueries = (): string[] => {
  const text = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8');
  return [...text.matchAll(/```(\w*)\n([^`]+)```/g)].flatMap(([, language, code]) => (language || !code ? [] : [code]));
};

/** Words of the query language. */
const queryWords = /^(fields|filter|stats|sort|by|as|in|like|and|desc|ispresent|count|count_distinct|max|pct|latest)$/;

/** Lists the fields of a query: every word, except those of the language, texts, and names that the query itself gives. */
function listQueryFields(query: string): string[] {
  const withoutTexts = query.replaceAll(/"[^"]*"/g, '');
  const ownNames = [...withoutTexts.matchAll(/ as (\w+)/g)].map(([, name]) => name);
  const words = withoutTexts.match(/@?[A-Za-z_]\w*/g) ?? [];
  return words.filter(word => !queryWords.test(word) && !ownNames.includes(word));
}

/** Lets a request of each kind and the jobs write their lines. @returns the fields of all of them */
async function writeLines(): Promise<Set<string>> {
  const lines = captureLogLines();
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-65a50000-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1');
  const logger = new Logger({ serviceName: 'connect-api' });
  const metrics = new Metrics({ serviceName: 'connect-api', namespace: 'Test' });
  world.startInvocation = createInvocationStart(logger, metrics, 250);
  world.observe = createRequestLog(logger, metrics, () => world.clock);
  const license = { path: { licenseId: 'none' } };
  await world.call('getLicense', license);
  await world.call('listUsers', { session: createAccessToken('owner') });
  world.network.failAlways('BatchGetItem', refuseCall('AccessDeniedException'));
  await world.call('getLicense', license);
  createScheduledChangeLog(logger, metrics).quarantined('the item key', 'it does not parse');
  const ids = { tenantId: 't', endpointId: 'e', eventId: 'i', number: 1, type: '' };
  const delivery = { ...ids, generation: 0, attempt: 0, firstAt: 0, dueAt: 0 };
  createDeliveryLog(logger, metrics).attempted(delivery, {
    outcome: 'delivered',
    result: { status: 200, body: '' },
    durationMs: 1,
  });
  return new Set(lines.map(line => JSON.parse(line)).flatMap(line => ('_aws' in line ? [] : Object.keys(line))));
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('each query of docs/operate.md names only fields of the lines of the functions and of the gateway', async () => {
  const written = await writeLines();
  const known = new Set([...written, ...Object.keys(accessLogFields), '@timestamp', '@message', '@log']);
  const queries = readQueries();
  expect(queries.length).toBeGreaterThanOrEqual(9);
  for (const query of queries) {
    const fields = listQueryFields(query);
    expect(fields, query).not.toEqual([]);
    expect(
      fields.filter(field => !known.has(field)),
      query,
    ).toEqual([]);
  }
});
