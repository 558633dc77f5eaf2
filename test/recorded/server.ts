import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { useImporter } from '../import/test-importer.ts';
import { serveWorld } from '../support/serve-world.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import type { RecordedApiKeyName } from './request.ts';

const startsAt = '2024-01-15T09:30:00.000Z';

/** The API behind the local gateway, with a clock that the test sets, the data of `data.ndjson` and some API keys. */
export interface RecordedServer {
  port: number;
  /** The text of each API key. */
  apiKeys: Record<RecordedApiKeyName, string>;
  /** Sets the server's clock. @param to - an instant; one second later if absent */
  moveClock(to?: string): void;
}

/** Starts the server for one test file. No other file of the recording imports code of the project. */
export function useRecordedServer(): RecordedServer {
  const engine = useEngine();
  const world = useWorld(engine);
  const importer = useImporter(engine, world);
  const server = { moveClock } as RecordedServer;
  let drain: () => Promise<void> = async () => {};

  function moveClock(to?: string): void {
    world.clock = to === undefined ? world.clock + 1000 : Date.parse(to);
  }

  beforeAll(async () => {
    moveClock('2024-01-14T00:00:00.000Z');
    // Import lines one by one, a second apart, so that the order of lists is fixed.
    for (const line of readFileSync(join(import.meta.dirname, 'data.ndjson'), 'utf8').split('\n')) {
      if (line !== '') await importer.importAll(JSON.parse(line));
      moveClock();
    }
    moveClock(startsAt);
    server.apiKeys = {
      full: await world.haveApiKey({ tenantId: 'recorded' }),
      second: await world.haveApiKey({ tenantId: 'recorded' }),
      read: await world.haveApiKey({ tenantId: 'recorded', scopes: ['licenses:read'] }),
      write: await world.haveApiKey({ tenantId: 'recorded', scopes: ['licenses:write', 'subscriptions:write'] }),
      none: await world.haveApiKey({ tenantId: 'recorded', scopes: [] }),
      revoked: await world.haveApiKey({ tenantId: 'recorded', revokedAt: startsAt }),
      expired: await world.haveApiKey({ tenantId: 'recorded', expiresAt: startsAt }),
      expiring: await world.haveApiKey({ tenantId: 'recorded', expiresAt: '2024-01-17T00:00:00.000Z' }),
      wrongMode: await world.haveApiKey({ tenantId: 'recorded', mode: 'live' }),
      other: await world.haveApiKey({ tenantId: 'recorded-other' }),
      billing: await world.haveApiKey({ tenantId: 'recorded-billing' }),
      live: await world.haveApiKey({ tenantId: 'recorded-live', mode: 'live' }),
      lost: await world.haveApiKey({ tenantId: 'recorded-lost' }),
    };
    const { baseUrl, gateway } = await serveWorld(world);
    server.port = Number(new URL(baseUrl).port);
    drain = gateway.drain;
  });
  afterAll(() => drain());
  return server;
}
