import { readFileSync } from 'node:fs';
import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import {
  ExpiredCommand,
  type RecordedCommand,
  type RepeatableCall,
  sendRecordedCommand,
} from '../../client/src/recorded-command.ts';

/** A record that stores the first command, as a database with COALESCE does. */
function createRecord(command?: RecordedCommand) {
  const record = { command };
  const recordCommand = async (candidate: RecordedCommand) => {
    record.command ??= candidate;
    return record.command;
  };
  return { record, recordCommand };
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const returnCall = async <Body>(call: RepeatableCall<Body>) => call;

describe('sendRecordedCommand', () => {
  it('stores the idempotency key and the body before it sends', async () => {
    const { record, recordCommand } = createRecord();
    const atSending = await sendRecordedCommand({ b: 1, a: 2 }, recordCommand, async call => ({
      call,
      stored: { ...record.command },
    }));
    expect(atSending.stored).toEqual({
      idempotencyKey: atSending.call.headers['X-Idempotency-Key'],
      recordedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      bodyText: '{"b":1,"a":2}',
    });
    expect(JSON.stringify(atSending.call.body)).toBe('{"b":1,"a":2}');
  });

  it('sends nothing if the command cannot be stored', async () => {
    const sent: unknown[] = [];
    const refused = sendRecordedCommand(
      {},
      async () => {
        throw new Error('disk full');
      },
      async call => sent.push(call),
    );
    await expect(refused).rejects.toThrow('disk full');
    expect(sent).toEqual([]);
  });

  it('repeats the stored command, also if the program would now build another body', async () => {
    const { recordCommand } = createRecord();
    const first = await sendRecordedCommand({ customerId: 'c', note: 'old' }, recordCommand, returnCall);
    const second = await sendRecordedCommand({ customerId: 'c', note: 'new' }, recordCommand, returnCall);
    expect(second).toEqual(first);
  });

  it('stores one command with the statement of the README', async () => {
    const readme = readFileSync(new URL('../../client/README.md', import.meta.url), 'utf8');
    const [, statement = ''] = /'(UPDATE orders [^']+)'/.exec(readme) ?? [];
    const database = new (await initSqlJs()).Database();
    database.run("CREATE TABLE orders (order_id TEXT, command TEXT); INSERT INTO orders VALUES ('17', NULL);");
    const recordCommand = async (command: RecordedCommand) => {
      const [result] = database.exec(statement, { $1: JSON.stringify(command), $2: '17' });
      return JSON.parse(String(result?.values[0]?.[0]));
    };
    const first = await sendRecordedCommand({ note: 'old' }, recordCommand, returnCall);
    expect(first.body).toEqual({ note: 'old' });
    expect(await sendRecordedCommand({ note: 'new' }, recordCommand, returnCall)).toEqual(first);
  });

  it('does not repeat a command whose idempotency key may be free again', async () => {
    const command = { idempotencyKey: 'order-17', recordedAt: hoursAgo(23.1), bodyText: '{}' };
    const sent: unknown[] = [];
    const error = await sendRecordedCommand({}, createRecord(command).recordCommand, async call =>
      sent.push(call),
    ).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ExpiredCommand);
    expect(error).toMatchObject({ command });
    expect(sent).toEqual([]);
    const fresh = createRecord({ ...command, recordedAt: hoursAgo(22.9) });
    expect((await sendRecordedCommand({}, fresh.recordCommand, returnCall)).headers).toEqual({
      'X-Idempotency-Key': 'order-17',
    });
  });

  it.each([undefined, {}, { idempotencyKey: 'a', bodyText: '{}', recordedAt: 'soon' }])(
    'refuses what is not the command of the record: %j',
    async returned => {
      const recordCommand = async () => returned as RecordedCommand;
      await expect(sendRecordedCommand({}, recordCommand, returnCall)).rejects.toThrow('recordCommand must return');
    },
  );
});
