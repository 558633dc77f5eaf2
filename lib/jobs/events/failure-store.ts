import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { toMessageJson } from '../../contract/json.ts';
import { Sha256Hash } from '../../dynamodb/sha256-hash.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import { describeError } from '../../observability/describe-error.ts';

/** Keeps records that can never be published, so that they do not block the records behind them. */
export interface FailureStore {
  /** Stores a record and the reason. @throws if it is not stored */
  store(record: StreamRecord, cause: unknown): Promise<void>;
}

const failureBucketVariable = 'FAILURE_BUCKET_URL';

/** The failure bucket of a stage. */
export interface FailureBucket {
  /** The address of the bucket without a trailing slash. The name of the bucket is its path. */
  url: string;
  region: string;
}

/** @throws an Error that names the variable that is missing or wrong */
export function readFailureBucket(environment: NodeJS.ProcessEnv): FailureBucket {
  const { [failureBucketVariable]: url, AWS_REGION: region } = environment;
  if (!url || !URL.canParse(url))
    throw new Error(`The environment variable ${failureBucketVariable} must hold the URL of the failure bucket.`);
  if (!region) throw new Error('The environment variable AWS_REGION must hold the region of the failure bucket.');
  const endpoint = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  return { url: endpoint ? new URL(new URL(url).pathname, endpoint).href : url, region };
}

/** The time that one request to S3 may take. */
const requestTimeoutMs = 5000;

/**
 * Creates a {@link FailureStore} that uses a bucket. A record that is stored again replaces itself. The request is signed and sent here:
 * the SDK's client of S3 is larger than the whole function.
 */
export function createFailureBucket({ url, region }: FailureBucket, now: () => number): FailureStore {
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: defaultProvider(),
    sha256: Sha256Hash,
    uriEscapePath: false,
  });
  return {
    async store(record, cause) {
      const day = new Date(now()).toISOString().slice(0, 10);
      const object = new URL(`${url}/rejected/${day}/${record.dynamodb?.SequenceNumber ?? 'unknown'}.json`);
      const body = toMessageJson({ reason: describeError(cause), record });
      const { headers } = await signer.sign({
        method: 'PUT',
        protocol: object.protocol,
        hostname: object.hostname,
        path: object.pathname,
        query: {},
        headers: { host: object.host, 'content-type': 'application/json' },
        body,
      });
      const signal = AbortSignal.timeout(requestTimeoutMs);
      const response = await fetch(object, { method: 'PUT', headers, body, signal });
      if (!response.ok) throw new Error(`The failure bucket responded with status ${response.status}.`);
    },
  };
}
