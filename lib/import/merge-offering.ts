import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../contract/field-types.ts';
import type { CancellationSchedule, EmbeddedProductOffering, Price } from '../contract/product-offering.ts';
import { toStartOfDay } from '../domain/calendar.ts';
import type { OwnedFacts, StatedOffering } from '../domain/commanded-fields.ts';
import type { DecisionTime } from '../domain/effective-dates.ts';
import type { OfferingChange } from '../domain/license.ts';
import { embedProductOffering, type ProductOfferingFacts } from '../domain/product-offering.ts';
import { listOfferingDifferences } from './offering-differences.ts';
import type { FieldDifference } from './shared-value.ts';

/** The offering of a license or an add-on, which is one shared field. */
export interface OfferingTerms {
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
  offeringChange?: OfferingChange | undefined;
  boundUntil?: string | undefined;
  renewsFrom?: string | undefined;
}

/** The fields of a line that state its offering. */
interface OfferingLine {
  productOfferingId: string;
  price?: Price | undefined;
  cancellationSchedule?: CancellationSchedule | undefined;
  boundUntil?: string | undefined;
  renewsFrom?: string | undefined;
  pendingProductOffering?: { scheduledAt: string; productOfferingId: string } | undefined;
}

/** The offerings that a line names, as they are stored. */
export interface NamedOfferings {
  offering: ProductOfferingFacts;
  pendingOffering?: ProductOfferingFacts | undefined;
}

/** The rules of licenses or add-ons. */
interface OfferingRules<F> {
  /** Changes the offering on the day of the import. */
  switchOffering(facts: F, terms: OfferingTerms, time: DecisionTime): OfferingTerms;
  /** Returns the dates that a client sees, whether they are stored or follow from the start. */
  findTermDates(facts: F, now: Instant): Pick<OfferingTerms, 'boundUntil' | 'renewsFrom'>;
}

export const toStatedOffering = ({ pendingProductOffering: pending, ...line }: OfferingLine): StatedOffering => ({
  productOfferingId: line.productOfferingId,
  ...(line.price && { price: line.price }),
  ...(line.cancellationSchedule && { cancellationSchedule: line.cancellationSchedule }),
  ...(line.boundUntil !== undefined && { boundUntil: line.boundUntil }),
  ...(line.renewsFrom !== undefined && { renewsFrom: line.renewsFrom }),
  ...(pending && { change: { on: pending.scheduledAt, productOfferingId: pending.productOfferingId } }),
});

/** Builds the offering of a new license or add-on. What the line does not state is that of the offering. */
export const buildOfferingTerms = (
  line: StatedOffering,
  { offering, pendingOffering }: NamedOfferings,
  { timeZone }: DecisionTime,
): OfferingTerms => ({
  productOffering: { ...embedProductOffering(offering), price: line.price ?? offering.price },
  cancellationSchedule: line.cancellationSchedule ?? offering.cancellationSchedule,
  boundUntil: line.boundUntil,
  renewsFrom: line.renewsFrom,
  offeringChange: pendingOffering && buildChange(line, pendingOffering, timeZone),
});

/** Merges the offering of a line into that of a stored license or add-on, whose due changes are in effect. */
export function mergeOffering<F extends OfferingTerms & OwnedFacts>(
  stored: F,
  line: StatedOffering,
  named: NamedOfferings,
  time: DecisionTime,
  rules: OfferingRules<F>,
): { terms: OfferingTerms; stated: StatedOffering; differences: FieldDifference[] } {
  const last = stored.stated?.offering;
  const currentId = stored.productOffering.productOfferingId;
  const isNews = !isDeepStrictEqual(line, last);
  // The line names the same offering as before, but a change that it stated is in effect since.
  const wouldRevert = line.productOfferingId === last?.productOfferingId && line.productOfferingId !== currentId;
  const isTaken = isNews && !stored.commanded?.offering && !wouldRevert;
  const taken = isTaken ? takeOffering(stored, line, named, time, rules) : pickTerms(stored);
  const terms = renewNames(taken, named);
  if (isTaken) return { terms, stated: line, differences: [] };
  const shown = { ...terms, ...rules.findTermDates(stored, time.now) };
  return { terms, stated: line, differences: listOfferingDifferences(line, shown, time) };
}

const pickTerms = (terms: OfferingTerms): OfferingTerms => ({
  productOffering: terms.productOffering,
  cancellationSchedule: terms.cancellationSchedule,
  offeringChange: terms.offeringChange,
  boundUntil: terms.boundUntil,
  renewsFrom: terms.renewsFrom,
});

function takeOffering<F extends OfferingTerms & OwnedFacts>(
  stored: F,
  line: StatedOffering,
  named: NamedOfferings,
  time: DecisionTime,
  rules: OfferingRules<F>,
): OfferingTerms {
  const last = stored.stated?.offering;
  const isSameOffering = line.productOfferingId === stored.productOffering.productOfferingId;
  const base = isSameOffering
    ? clearOmitted(stored, last, line)
    : rules.switchOffering(stored, buildOfferingTerms(line, named, time), time);
  return {
    productOffering: { ...base.productOffering, price: line.price ?? base.productOffering.price },
    cancellationSchedule: line.cancellationSchedule ?? base.cancellationSchedule,
    boundUntil: line.boundUntil ?? base.boundUntil,
    renewsFrom: line.renewsFrom ?? base.renewsFrom,
    offeringChange: takeChange(isSameOffering ? base.offeringChange : undefined, line, named, time),
  };
}

/** Clears the parts that the import stated last time and omits now. The agreed price and schedule stay. */
const clearOmitted = (
  stored: OfferingTerms,
  last: StatedOffering | undefined,
  line: StatedOffering,
): OfferingTerms => ({
  ...pickTerms(stored),
  boundUntil: last?.boundUntil !== undefined && line.boundUntil === undefined ? undefined : stored.boundUntil,
  renewsFrom: last?.renewsFrom !== undefined && line.renewsFrom === undefined ? undefined : stored.renewsFrom,
  offeringChange: last?.change && !line.change ? undefined : stored.offeringChange,
});

/** The scheduled change after the line. Terms that were agreed for the same change stay. */
function takeChange(
  scheduled: OfferingChange | undefined,
  line: StatedOffering,
  { offering, pendingOffering }: NamedOfferings,
  { timeZone, now }: DecisionTime,
): OfferingChange | undefined {
  if (!line.change || !pendingOffering) return scheduled;
  const isSameChange =
    scheduled?.on === line.change.on && scheduled.productOffering.productOfferingId === line.change.productOfferingId;
  if (isSameChange) return scheduled;
  const change = buildChange(line, pendingOffering, timeZone);
  const isInEffect = change && change.at <= now && pendingOffering.productOfferingId === offering.productOfferingId;
  return isInEffect ? undefined : change;
}

const buildChange = (
  { change }: StatedOffering,
  pendingOffering: ProductOfferingFacts,
  timeZone: string,
): OfferingChange | undefined =>
  change && {
    on: change.on,
    at: toStartOfDay(timeZone, change.on),
    productOffering: embedProductOffering(pendingOffering),
    cancellationSchedule: pendingOffering.cancellationSchedule,
  };

/** Names and groups follow the offering, whoever has set it. */
function renewNames(terms: OfferingTerms, { offering, pendingOffering }: NamedOfferings): OfferingTerms {
  const renew = (embedded: EmbeddedProductOffering): EmbeddedProductOffering => {
    const source = [offering, pendingOffering].find(each => each?.productOfferingId === embedded.productOfferingId);
    return source ? { ...embedProductOffering(source), price: embedded.price } : embedded;
  };
  const { offeringChange } = terms;
  return {
    ...terms,
    productOffering: renew(terms.productOffering),
    offeringChange: offeringChange && { ...offeringChange, productOffering: renew(offeringChange.productOffering) },
  };
}
