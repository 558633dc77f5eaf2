import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse } from '@smithy/types';
import { createClient, type SingleAttemptClient } from '../../lib/dynamodb/client.ts';

/** A call as it is sent by a process. */
export interface DatabaseCall {
  operation: string;
  input: unknown;
  /** Epoch milliseconds, by the clock of the process that signed it. */
  signedAt: number;
}

/** Status and body text of a response. */
export interface SerializedResponse {
  status: number;
  text: string;
}

/**
 * Creates the complete DynamoDB client of the project with a function as its network. It signs with a given clock, because
 * the refusal of old signatures is part of the protocol.
 *
 * @param beforeSigning - runs before each signature; a process can be frozen there
 */
export function createMemoryClient(
  wire: (sent: DatabaseCall) => Promise<SerializedResponse>,
  now: () => number,
  beforeSigning: () => Promise<void> = async () => {},
): SingleAttemptClient {
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
