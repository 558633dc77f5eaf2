import { join } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { Unusable } from './unusable.ts';

type Environment = Record<string, string | undefined>;

/** Where the servers and tools of this machine find DynamoDB. */
export type Target =
  /** The embedded engine of a folder. */
  | { kind: 'embedded'; folder: string }
  /** An engine on this machine that somebody else runs: ours to fill. */
  | { kind: 'loopback'; url: string; folder: string }
  /** Not on this machine: nothing is made there. */
  | { kind: 'remote'; url: string };

const projectFolder = join(import.meta.dirname, '..', '..');

/** @throws Unusable for an address that is none */
export function targetFrom(environment: Environment): Target {
  const folder = environment.CONNECT_LOCAL_FOLDER || join(projectFolder, '.local');
  const url = environment.AWS_ENDPOINT_URL_DYNAMODB;
  if (!url) return { kind: 'embedded', folder };
  const { protocol, hostname } = parse(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Unusable(`AWS_ENDPOINT_URL_DYNAMODB must be an http or https address, not ${JSON.stringify(url)}.`);
  }
  return isLoopback(hostname) ? { kind: 'loopback', url, folder } : { kind: 'remote', url };
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new Unusable(`AWS_ENDPOINT_URL_DYNAMODB is no address: ${JSON.stringify(url)}.`);
  }
}

/** One name for all on this machine: engines that are asked to keep the data of different names apart. */
const nobody = { accessKeyId: 'local', secretAccessKey: 'local' };
const region = 'local';

/** For an engine that looks neither at region nor at credentials; the person's own must not be sent there. */
export const loopbackConfig = (url: string): DynamoDBClientConfig => ({ endpoint: url, region, credentials: nobody });

/** The same for the clients that the handlers make from their environment. */
export function loopbackEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: nobody.accessKeyId,
    AWS_SECRET_ACCESS_KEY: nobody.secretAccessKey,
  };
}

/** The versions of this project are tried together; what the SDK says about the future of Node is noise to who uses it. */
export function silenceSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
