import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { toMessageJson } from '../../contract/json.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import { describeError } from '../../observability/describe-error.ts';

/** Keeps records that can never be published, so that they do not block the records behind them. */
export interface FailureStore {
  /** Stores a record and the reason. @throws if it is not stored */
  store(record: StreamRecord, cause: unknown): Promise<void>;
}

const failureBucketVariable = 'FAILURE_BUCKET';

/** @throws an Error that names the variable that is missing */
export function readFailureBucketName(environment: NodeJS.ProcessEnv): string {
  const name = environment[failureBucketVariable];
  if (name) return name;
  throw new Error(`The environment variable ${failureBucketVariable} must hold the name of the failure bucket.`);
}

/** Creates a {@link FailureStore} that uses a bucket. A record that is stored again replaces itself. */
export const createFailureBucket = (client: S3Client, Bucket: string, now: () => number): FailureStore => ({
  async store(record, cause) {
    const day = new Date(now()).toISOString().slice(0, 10);
    const Key = `rejected/${day}/${record.dynamodb?.SequenceNumber ?? 'unknown'}.json`;
    const Body = toMessageJson({ reason: describeError(cause), record });
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
  },
});

export const createS3Client = (): S3Client =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  });
