import { isDeepStrictEqual } from 'node:util';
import { toStartOfDay } from '../domain/calendar.ts';
import type { StatedOffering } from '../domain/commanded-fields.ts';
import type { DecisionTime } from '../domain/effective-dates.ts';
import type { OfferingTerms } from './merge-offering.ts';
import type { FieldDifference } from './shared-value.ts';

/** Lists the parts of the offering that a line states with another value than the stored one. An omitted part is not compared. */
export function listOfferingDifferences(
  line: StatedOffering,
  terms: OfferingTerms,
  { timeZone, now }: DecisionTime,
): FieldDifference[] {
  const { productOffering, cancellationSchedule, offeringChange, boundUntil, renewsFrom } = terms;
  const { change } = line;
  const storedChange = offeringChange && {
    on: offeringChange.on,
    productOfferingId: offeringChange.productOffering.productOfferingId,
  };
  // From the day of its change on, the line means the new offering, unless an end hides the change.
  const isChanged =
    change !== undefined && toStartOfDay(timeZone, change.on) <= now && !isDeepStrictEqual(change, storedChange);
  const parts: FieldDifference[] = isChanged
    ? [{ field: 'productOfferingId', inFile: change.productOfferingId, stored: productOffering.productOfferingId }]
    : [
        { field: 'productOfferingId', inFile: line.productOfferingId, stored: productOffering.productOfferingId },
        { field: 'price', inFile: line.price, stored: productOffering.price },
        { field: 'cancellationSchedule', inFile: line.cancellationSchedule, stored: cancellationSchedule },
        { field: 'pendingProductOffering', inFile: change, stored: storedChange },
        { field: 'boundUntil', inFile: line.boundUntil, stored: boundUntil },
        { field: 'renewsFrom', inFile: line.renewsFrom, stored: renewsFrom },
      ];
  return parts.filter(({ inFile, stored }) => inFile !== undefined && !isDeepStrictEqual(inFile, stored));
}
