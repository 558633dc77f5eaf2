import { Readable } from 'node:stream';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HttpRequest, HttpResponse } from '@smithy/types';
import { createClient } from '../../lib/dynamodb/client.ts';

/** A call as it leaves a process. */
export interface DatabaseCall {
  operation: string;
  input: unknown;
  /** Epoch milliseconds, by the clock of who signed it. */
  signedAt: number;
}

/** What comes back: a status and the text of a body. */
export interface SerializedResponse {
  status: number;
  text: string;
}

/**
 * The client of our own store, whole, over a wire that is a function. It signs by a clock that is told to it, because a
 * signature that is too old is part of the protocol.
 *
 * @param beforeSigning - a process may be frozen here
 */
export function createMemoryClient(
  wire: (sent: DatabaseCall) => Promise<SerializedResponse>,
  now: () => number,
  beforeSigning: () => Promise<void> = async () => {},
): DynamoDBDocumentClient {
  return createClient({
    endpoint: 'http://memory',
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    signer: {
      sign: async request => {
        await beforeSigning();
        return { ...request, headers: { ...request.headers, [signedAtHeader]: String(now()) } };
      },
    },
    requestHandler: {
      async handle({ headers, body }: HttpRequest): Promise<{ response: HttpResponse }> {
        const operation = headers['x-amz-target']?.split('.')[1] ?? '';
        const signedAt = Number(headers[signedAtHeader]);
        const { status, text } = await wire({
          operation,
          input: JSON.parse(body),
          signedAt,
        });
        return { response: { statusCode: status, headers: { 'content-type': jsonType }, body: Readable.from([text]) } };
      },
    },
  });
}

const signedAtHeader = 'x-signed-at';
const jsonType = 'application/x-amz-json-1.0';
