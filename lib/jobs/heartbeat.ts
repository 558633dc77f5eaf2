import { toInstant } from '../domain/calendar.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { requireAbsent, requireAny, type UpdateWrite } from '../dynamodb/item-write.ts';
import type { StreamRecord } from '../dynamodb/stream-record.ts';

/*
 * The scheduled job writes an item, and its record must come back from the stream to the publisher. If it does not, events have stopped,
 * also at times when nobody changes anything.
 */

/** Its tenant is empty, so the key belongs to no tenant. */
const heartbeatKey = { pk: '#heartbeat', sk: 'heartbeat' };

/** A job that runs more often writes only every minute. */
const intervalMs = 50_000;

const writeTimeMs = 3000;

/** Writes the heartbeat, unless another run has just written it. A failure shows in the alarm, and never fails the run. */
export async function writeHeartbeat(deadline: number, dependencies: Dependencies): Promise<void> {
  const nowMs = dependencies.now();
  const update: UpdateWrite = {
    ...{ kind: 'update', table: 'connect', primaryKey: heartbeatKey, set: { at: toInstant(nowMs) } },
    condition: requireAny(requireAbsent('pk'), {
      // An instant in the future comes from a clock that was ahead.
      expression: '#at <= :latest OR #at > :now',
      names: { '#at': 'at' },
      values: { ':latest': toInstant(nowMs - intervalMs), ':now': toInstant(nowMs) },
    }),
  };
  const budget = { deadline: Math.min(deadline, nowMs + writeTimeMs), maxCalls: 1, calls: 0 };
  await dependencies.database.update(update, budget).catch(() => {});
}

/** Counts the heartbeats among records. */
export const countHeartbeats = (records: StreamRecord[]): number =>
  records.filter(({ dynamodb }) => dynamodb?.NewImage?.pk?.S === heartbeatKey.pk).length;
