import { isDeepStrictEqual } from 'node:util';
import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { getEndDate, getStartDate, isDueAt } from './timeline.ts';

/** What a client sees of something with a beginning and an end. */
export interface LifecycleView {
  status: string;
  cancelledAt?: string;
  scheduledChanges: { status: string; scheduledAt: string }[];
  metadata?: object;
}

/** A view of an item, at some moment of a span by the clock of the sandbox. */
export function matchesItem(shown: LifecycleView, item: ItemAttributes, [from, until]: [number, number]): boolean {
  const metadata = item.metadata === undefined ? undefined : JSON.parse(String(item.metadata));
  if (!isDeepStrictEqual(shown.metadata, metadata)) return false;
  const [starts, ends] = [getStartDate(item), getEndDate(item)];
  if (shown.status === 'CANCELLED') return isDueAt(ends, until) && shown.cancelledAt === ends?.at;
  if (isDueAt(ends, from)) return false;
  if (shown.status === 'PENDING' ? isDueAt(starts, from) : !isDueAt(starts, until)) return false;
  const announced = shown.scheduledChanges.find(({ status }) => status === 'CANCELLED')?.scheduledAt;
  return announced === ends?.on;
}
