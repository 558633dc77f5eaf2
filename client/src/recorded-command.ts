/** The fields that make a command repeatable. Store them in the record of your own that the command belongs to. */
export interface RecordedCommand {
  idempotencyKey: string;
  /** The time at which the command was recorded, as an RFC 3339 instant. */
  recordedAt: string;
  /** The JSON text of the body. A repeated request must have the same bytes. */
  bodyText: string;
}

/** The options of a call: spread them into those of `connect.POST` or `connect.PUT`. */
export interface RepeatableCall<Body> {
  headers: { 'X-Idempotency-Key': string };
  body: Body;
}

/**
 * Writes a command into the record, unless the record has one already. @returns the command that the record now has
 *
 * The write must be durable when the promise resolves, and atomic: of two processes, both must get the command of the first.
 */
export type RecordCommand = (command: RecordedCommand) => Promise<RecordedCommand>;

/** An idempotency key is free again after 24 hours. The rest of the day is for a call that takes long and for clocks that differ. */
const repeatableMs = 23 * 60 * 60 * 1000;

/**
 * Stores the idempotency key and the body of a command in the caller's own record, then sends it. After a crash of the caller, the
 * same call sends the recorded command again, with the same idempotency key and the same body, so that it is carried out once.
 *
 * ```ts
 * const { data, error } = await sendRecordedCommand(
 *   { productOfferingId, customerId },
 *   command => orders.recordCommand(orderId, command),
 *   call => connect.POST('/licenses', call),
 * );
 * ```
 *
 * To send another command after an error that is final, remove the recorded command first.
 *
 * @param body - the body if nothing is recorded yet
 * @throws ExpiredCommand if the command was recorded more than 23 hours ago
 */
export async function sendRecordedCommand<Body extends object, Outcome>(
  body: Body,
  recordCommand: RecordCommand,
  send: (call: RepeatableCall<Body>) => Promise<Outcome>,
): Promise<Outcome> {
  const recorded = await recordCommand({
    idempotencyKey: crypto.randomUUID(),
    recordedAt: new Date().toISOString(),
    bodyText: JSON.stringify(body),
  });
  assertRecordedCommand(recorded);
  if (Date.now() - Date.parse(recorded.recordedAt) > repeatableMs) throw new ExpiredCommand(recorded);
  return send({ headers: { 'X-Idempotency-Key': recorded.idempotencyKey }, body: JSON.parse(recorded.bodyText) });
}

/** The error of a recorded command that is too old to be repeated safely: a repeated request could be carried out a second time. */
export class ExpiredCommand extends Error {
  override name = 'ExpiredCommand';
  readonly command: RecordedCommand;

  constructor(command: RecordedCommand) {
    super(
      `The command was recorded at ${command.recordedAt}, and idempotency keys are valid for 24 hours. ` +
        'Read the resource to find out whether the command was carried out. If not, remove the recorded command and call again.',
    );
    this.command = command;
  }
}

function assertRecordedCommand(recorded: RecordedCommand | undefined): void {
  const { idempotencyKey, recordedAt, bodyText } = recorded ?? {};
  const isComplete = typeof idempotencyKey === 'string' && typeof bodyText === 'string' && idempotencyKey !== '';
  if (!isComplete || Number.isNaN(Date.parse(recordedAt ?? '')))
    throw new TypeError(
      'recordCommand must return the command that the record has: idempotencyKey, recordedAt, bodyText.',
    );
}
