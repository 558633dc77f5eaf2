import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export interface SqsEntry {
  Id: string;
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

/** An SQS that takes messages in batches, as the real one answers, and does nothing with them. */
export interface FakeSqs {
  /** Of its one queue. */
  queueUrl: string;
  calls: { QueueUrl: string; Entries: SqsEntry[] }[];
  /** The entries that it does not take. */
  refuses(entry: SqsEntry): boolean;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** One for a test file. Read its fields inside tests only. */
export function useSqs(): FakeSqs {
  const fake: FakeSqs = { queueUrl: '', calls: [], refuses: () => false };
  const server = createServer(async (request, response) => {
    const call = (await json(request)) as FakeSqs['calls'][number];
    fake.calls.push(call);
    const Failed = call.Entries.filter(fake.refuses).map(({ Id }) => ({
      Id,
      Code: 'InternalError',
      SenderFault: false,
    }));
    const Successful = call.Entries.filter(entry => !fake.refuses(entry)).map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: md5(MessageBody),
    }));
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' });
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
    fake.refuses = () => false;
  });
  afterAll(() => void server.close());
  return fake;
}
