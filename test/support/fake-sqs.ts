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

/** An SQS with one queue, which takes messages in batches, answers as the real one, and does nothing with them. */
export interface FakeSqs {
  queueName: string;
  queueUrl: string;
  calls: { QueueUrl: string; Entries: SqsEntry[] }[];
  /** The entries that it does not take. */
  rejects(entry: SqsEntry): boolean;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** One for a test file. Read its fields inside tests only. */
export function useFakeSqs(): FakeSqs {
  const fake: FakeSqs = { queueName: 'webhooks', queueUrl: '', calls: [], rejects: () => false };
  const server = createServer(async (request, response) => {
    const asked = (await json(request)) as FakeSqs['calls'][number] & { QueueName?: string };
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    if (asked.QueueName === fake.queueName) return response.end(JSON.stringify({ QueueUrl: fake.queueUrl }));
    if (asked.QueueName !== undefined) {
      const refusal = { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'The specified queue does not exist.' };
      return response.writeHead(400).end(JSON.stringify(refusal));
    }
    fake.calls.push(asked);
    const Failed = asked.Entries.filter(fake.rejects).map(({ Id }) => ({
      Id,
      Code: 'InternalError',
      SenderFault: false,
    }));
    const Successful = asked.Entries.filter(entry => !fake.rejects(entry)).map(({ Id, MessageBody }) => ({
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
