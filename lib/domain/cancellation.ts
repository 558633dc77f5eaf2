import type { RejectionCode } from '../schemas/error.ts';
import type { CancellationSchedule } from '../schemas/product-offering.ts';
import type { CalendarDate } from './calendar.ts';
import { type JsonObject, mergeMetadata, metadataProblem } from './metadata.ts';
import { invalid, type Refusal, type Rejection, rejected } from './outcome.ts';
import { type DefaultEndPrice, datedOn, defaultEnd, endOn, isDue, type Moment, settle, type Term } from './schedule.ts';

export interface Cancellation {
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** What licenses and add-ons have in common: a term, and the schedule agreed when they were made. */
export interface Cancellable extends Term {
  cancellationSchedule: CancellationSchedule;
  productOffering: { price: DefaultEndPrice };
  metadata?: JsonObject | undefined;
}

/**
 * Ends something now, on a day, or by its schedule; an end that is only scheduled is moved. Returns it as it was and as it is.
 *
 * @param countsFrom - the day its renewals and bound months count from
 */
export function cancel<T extends Cancellable>(
  thing: T | undefined,
  countsFrom: (thing: T) => CalendarDate | undefined,
  request: Cancellation,
  moment: Moment,
  says: { notFound: RejectionCode; alreadyCancelled: RejectionCode },
): { before: T; after: T } | Rejection | Refusal {
  const past = pastDate(request.scheduledAt, moment);
  if (past) return past;
  if (!thing) return rejected(says.notFound);
  if (isDue(thing.ends, moment.now)) return rejected(says.alreadyCancelled);

  const metadata = mergeMetadata(thing.metadata, request.metadata);
  const problem = request.metadata && metadata && metadataProblem(metadata);
  if (problem) return invalid('metadata', `after merging, it ${problem}`, 'Remove keys by sending them as null.');

  const begunOn = isDue(thing.starts, moment.now) ? countsFrom(thing) : undefined;
  const { cancellationSchedule, productOffering } = thing;
  const endsOn =
    request.scheduledAt ?? defaultEnd({ cancellationSchedule, begunOn, price: productOffering.price }, moment.today);
  const after = { ...thing, ...endOn(thing, datedOn(endsOn, moment), moment.now), metadata };
  return { before: thing, after: settle(after, moment.now) };
}

/** A day that has gone by cannot be asked for. */
export function pastDate(scheduledAt: CalendarDate | undefined, { today }: Moment): Refusal | undefined {
  if (scheduledAt === undefined || scheduledAt >= today) return undefined;
  return invalid(
    'scheduledAt',
    `${scheduledAt} is in the past; today is ${today}`,
    'Leave it out, or send today or later.',
  );
}
