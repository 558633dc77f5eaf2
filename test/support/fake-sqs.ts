import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach } from 'vitest';

interface SqsEntry {
  Id: string;
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

/** Fake of SQS with one queue, which accepts batches of messages and discards them. */
export interface FakeSqs {
  queueName: string;
  queueUrl: string;
  calls: { QueueUrl: string; Entries: SqsEntry[] }[];
  /** Decides whether an entry is rejected. */
  rejects(entry: SqsEntry): boolean;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Starts a fake for a test file. Read its fields only inside tests. */
export function useFakeSqs(): FakeSqs {
  const fake: FakeSqs = { queueName: 'webhooks', queueUrl: '', calls: [], rejects: () => false };
  const server = createServer(async (request, response) => {
    const call = (await json(request)) as FakeSqs['calls'][number] & { QueueName?: string };
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    if (call.QueueName === fake.queueName) return response.end(JSON.stringify({ QueueUrl: fake.queueUrl }));
    if (call.QueueName !== undefined) {
      const refusal = { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'The specified queue does not exist.' };
      return response.writeHead(400).end(JSON.stringify(refusal));
    }
    fake.calls.push(call);
    const Failed = call.Entries.filter(fake.rejects).map(({ Id }) => ({
      Id,
      Code: 'InternalError',
      SenderFault: false,
    }));
    const Successful = call.Entries.filter(entry => !fake.rejects(entry)).map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: md5(MessageBody),
    }));
    response.end(JSON.stringify({ Successful, Failed }));
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    fake.queueUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/123456789012/webhooks`;
  });
  beforeEach(() => {
    fake.calls.length = 0;
    fake.rejects = () => false;
  });
  afterAll(() => void server.close());
  return fake;
}
