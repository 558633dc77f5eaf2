import { type Target, targetFrom } from './target.ts';
import { Unusable } from './unusable.ts';

export interface Settings {
  /** 0: any that is free. */
  port: number;
  /** Addresses to listen on. Only this machine's own, unless told: the demo key is no secret. */
  hosts: string[];
  target: Target;
}

/** @throws Unusable for a variable that holds nothing usable */
export function settingsFrom(environment: Record<string, string | undefined>): Settings {
  const { PORT, HOST } = environment;
  return {
    port: PORT ? portFrom(PORT) : 3000,
    hosts: HOST ? [HOST] : ['127.0.0.1', '::1'],
    target: targetFrom(environment),
  };
}

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Unusable(`PORT must be a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}
