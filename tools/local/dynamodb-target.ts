import { join, resolve } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { UserError } from '../../lib/user-error.ts';

type Environment = Record<string, string | undefined>;

/** DynamoDB on this machine: ours to fill. */
export interface LocalTarget {
  kind: 'local';
  /** What is kept between starts. */
  folder: string;
  /** An engine that somebody else runs; absent: the embedded one of the folder. */
  url?: string;
}

/** DynamoDB somewhere else: nothing is made there. */
interface RemoteTarget {
  kind: 'remote';
  url: string;
}

/** Where the servers and tools of this machine find DynamoDB. */
export type DynamoDbTarget = LocalTarget | RemoteTarget;

const projectFolder = join(import.meta.dirname, '..', '..');

/** @throws Unusable for an address that is none */
export function parseTarget(environment: Environment): DynamoDbTarget {
  const folder = resolve(environment.CONNECT_LOCAL_FOLDER || join(projectFolder, '.local'));
  const url = environment.AWS_ENDPOINT_URL_DYNAMODB;
  if (!url) return { kind: 'local', folder };
  const { protocol, hostname } = parseEndpointUrl(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new UserError(`AWS_ENDPOINT_URL_DYNAMODB must be an http or https address, not ${JSON.stringify(url)}.`);
  }
  return isLoopback(hostname) ? { kind: 'local', folder, url } : { kind: 'remote', url };
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

function parseEndpointUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new UserError(`AWS_ENDPOINT_URL_DYNAMODB is no address: ${JSON.stringify(url)}.`);
  }
}

/** One name for all on this machine: engines that are asked to keep the data of different names apart. */
const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const localRegion = 'local';

/** For an engine that looks neither at region nor at credentials; the person's own must not be sent there. */
export const createLoopbackConfig = (url: string): DynamoDBClientConfig => ({
  endpoint: url,
  region: localRegion,
  credentials: localCredentials,
});

/** The same for calls that no client makes. */
export const loopbackHeaders = {
  Authorization: `AWS4-HMAC-SHA256 Credential=${localCredentials.accessKeyId}/20240101/${localRegion}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  'X-Amz-Date': '20240101T000000Z',
};

/** The same for the clients that the handlers make from their environment. */
export function createLoopbackEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: '',
    // A profile would win over these.
    AWS_PROFILE: '',
  };
}

/** The versions of this project are tried together; what the SDK says about the future of Node is noise to who uses it. */
export function suppressSdkWarnings(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
