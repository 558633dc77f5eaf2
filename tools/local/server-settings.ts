import { UserError } from '../../lib/user-error.ts';
import { type DynamoDbTarget, parseTarget } from './dynamodb-target.ts';
import { buildBaseUrl } from './listen.ts';
import { namesOtherProvider } from './sign-in/settings.ts';

export interface ServerSettings {
  /** 0: any free port. */
  port: number;
  /** Addresses to listen on. By default only the loopback addresses, because the demo API key is not secret. */
  hosts: string[];
  target: DynamoDbTarget;
  /** True if the jobs run in this server. On a shared engine, one of the servers runs them. */
  runsJobs: boolean;
  /** True if this server is the OpenID provider of its portal. It is not if the environment names another provider. */
  servesSignIn: boolean;
}

/** @throws UserError for a variable with an invalid value */
export function parseServerSettings(environment: Record<string, string | undefined>): ServerSettings {
  const { PORT, HOST, CONNECT_JOBS } = environment;
  const target = parseTarget(environment);
  const ownsEngine = target.kind === 'local' && target.url === undefined;
  const hosts = HOST ? [HOST] : ['127.0.0.1', '::1'];
  return {
    port: PORT ? parsePort(PORT) : 3000,
    hosts,
    target,
    runsJobs: parseJobSwitch(CONNECT_JOBS) || ownsEngine,
    servesSignIn: !namesOtherProvider(environment) && target.kind === 'local' && isReachableFromHere(hosts),
  };
}

/** The demo users sign in on this machine only. */
const isReachableFromHere = (hosts: string[]): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(buildBaseUrl(hosts, 0)).hostname);

function parseJobSwitch(text: string | undefined): boolean {
  if (!text || text === 'off') return false;
  if (text === 'on') return true;
  throw new UserError(`CONNECT_JOBS must be on or off, not ${JSON.stringify(text)}.`);
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UserError(`PORT must be a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}
