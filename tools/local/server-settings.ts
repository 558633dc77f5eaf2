import { UserError } from '../../lib/user-error.ts';
import { type DynamoDbTarget, parseTarget } from './dynamodb-target.ts';

export interface ServerSettings {
  /** 0: any that is free. */
  port: number;
  /** Addresses to listen on. Only this machine's own, unless told: the demo key is no secret. */
  hosts: string[];
  target: DynamoDbTarget;
}

/** @throws Unusable for a variable that holds nothing usable */
export function parseServerSettings(environment: Record<string, string | undefined>): ServerSettings {
  const { PORT, HOST } = environment;
  return {
    port: PORT ? parsePort(PORT) : 3000,
    hosts: HOST ? [HOST] : ['127.0.0.1', '::1'],
    target: parseTarget(environment),
  };
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UserError(`PORT must be a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}
