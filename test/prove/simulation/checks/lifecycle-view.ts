import { isDeepStrictEqual } from 'node:util';
import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { getEndDate, getOfferingChange, getStartDate, isDueAt } from './timeline.ts';

/** View of a license or an add-on that a client receives. */
export interface LifecycleView {
  status: string;
  cancelledAt?: string;
  scheduledChanges: { status: string; scheduledAt: string }[];
  metadata?: object;
  productOffering?: { productOfferingId: string };
}

/** Checks that a view shows an item as it was at some time of a span, by the clock of the execution environment. */
export function matchesItem(shown: LifecycleView, item: ItemAttributes, [from, until]: [number, number]): boolean {
  const metadata = item.metadata === undefined ? undefined : JSON.parse(String(item.metadata));
  if (!isDeepStrictEqual(shown.metadata, metadata)) return false;
  if (!matchesOffering(shown, item, [from, until])) return false;
  const [starts, ends] = [getStartDate(item), getEndDate(item)];
  if (shown.status === 'CANCELLED') return isDueAt(ends, until) && shown.cancelledAt === ends?.at;
  if (isDueAt(ends, from)) return false;
  if (shown.status === 'PENDING' ? isDueAt(starts, from) : !isDueAt(starts, until)) return false;
  const scheduledEnd = shown.scheduledChanges.find(({ status }) => status === 'CANCELLED')?.scheduledAt;
  return scheduledEnd === ends?.on;
}

/** A due change of the offering is shown, whether or not a job ran. */
function matchesOffering(
  { productOffering: shown }: LifecycleView,
  item: ItemAttributes,
  [from, until]: [number, number],
): boolean {
  const { productOfferingId: stored } = item.productOffering as { productOfferingId: string };
  const change = getOfferingChange(item);
  const next = change?.productOffering.productOfferingId;
  if (shown?.productOfferingId === next) return isDueAt(change, until) || next === stored;
  return shown?.productOfferingId === stored && !isDueAt(change, from);
}
