import { inject, test } from 'vitest';
import type { ApiAddress } from './api-address.ts';
import { cancelCreatedLicenses } from './cancel-created-licenses.ts';
import { CheckedApi } from './checked-api.ts';
import type { TimeLimits } from './http-client.ts';
import { type CallTrace, SmokeClient } from './smoke-client.ts';
import { findTenantToday } from './tenant-today.ts';

/** The API that is checked, and with which API key. */
export interface SmokeTarget {
  address: ApiAddress;
  apiKey: string;
  limits: TimeLimits;
}

declare module 'vitest' {
  interface ProvidedContext {
    smokeTarget: SmokeTarget;
  }
  interface TaskMeta {
    /** The call on which a check failed. */
    call?: CallTrace | undefined;
  }
}

interface SmokeFixtures {
  client: SmokeClient;
  api: CheckedApi;
  /** Finds the current date of the tenant. */
  today(): Promise<string>;
}

/** A test of a running API. Licenses that it created are cancelled after it. */
export const smokeTest = test.extend<SmokeFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest requires the destructuring pattern
  client: async ({}, use) => {
    const { address, apiKey, limits } = inject('smokeTarget');
    await use(new SmokeClient(address, apiKey, limits));
  },
  api: async ({ client, task }, use) => {
    const api = new CheckedApi(client);
    await use(api);
    task.meta.call = api.violation ?? client.lastCall;
    await cancelCreatedLicenses(client).catch((error: unknown) => {
      if (task.result?.state !== 'fail') task.meta.call = client.lastCall;
      throw error;
    });
  },
  today: ({ client }, use) => use(() => findTenantToday(client)),
});
