import type { Api } from './api.ts';

/** What a check works with. */
interface Setting {
  api: Api;
  /** The day it is for the tenant. */
  today(): Promise<string>;
}

/** One thing that must hold. It fails by a throw; licenses that it made are cancelled after it. */
interface Check {
  /** A sentence without its subject, which is the API. */
  name: string;
  run(setting: Setting): Promise<void>;
}

export interface CheckGroup {
  name: string;
  checks: Check[];
}
