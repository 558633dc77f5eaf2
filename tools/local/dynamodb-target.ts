import { join } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { UserError } from '../../lib/user-error.ts';
import { repositoryFolder, resolveUserPath } from './user-path.ts';

type Environment = Record<string, string | undefined>;

/** A DynamoDB on this machine, in which tables and data are created. */
export interface LocalTarget {
  kind: 'local';
  /** The folder for what is kept between starts. */
  folder: string;
  /** The engine to use. Absent: the embedded engine of the folder. */
  url?: string;
}

/** A DynamoDB that is not on this machine. Nothing is created there. */
interface RemoteTarget {
  kind: 'remote';
  url: string;
}

/** The DynamoDB that a server or tool uses. */
export type DynamoDbTarget = LocalTarget | RemoteTarget;

/** @throws UserError if `AWS_ENDPOINT_URL_DYNAMODB` is not a valid address */
export function parseTarget(environment: Environment): DynamoDbTarget {
  const folder = resolveUserPath(environment.CONNECT_LOCAL_FOLDER || join(repositoryFolder, '.local'), environment);
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
    throw new UserError(`AWS_ENDPOINT_URL_DYNAMODB is not a valid address: ${JSON.stringify(url)}.`);
  }
}

/** The same credentials for everything on this machine, because some engines keep the data of each access key separate. */
const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const localRegion = 'local';

/** Client settings for a local engine. It checks neither region nor credentials, and must not receive the user's own. */
export const createLoopbackConfig = (url: string): DynamoDBClientConfig => ({
  endpoint: url,
  region: localRegion,
  credentials: localCredentials,
});

/** Headers with the same credentials, for calls without a client. */
export const loopbackHeaders = {
  Authorization: `AWS4-HMAC-SHA256 Credential=${localCredentials.accessKeyId}/20240101/${localRegion}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  'X-Amz-Date': '20240101T000000Z',
};

/** Environment variables with the same settings, for the clients that the handlers create. */
export function createLoopbackEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: '',
    // A profile would take precedence over the variables above.
    AWS_PROFILE: '',
  };
}

/** Turns off the SDK's warning about future Node versions. The versions that this project uses are tested together. */
export function suppressSdkWarnings(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
