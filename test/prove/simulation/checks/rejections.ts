import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import { getEndDate, getOfferingChange, type ItemState, isDueAt, listItemsBetween } from './timeline.ts';

/** The item that justifies an error, and the condition that it must satisfy at the earliest and the latest time of an attempt. */
interface Justification {
  sk: string;
  /** Absent items are the empty object. */
  isTrue(item: ItemAttributes, from: number, until: number): boolean;
}

const isOffering = (offering: unknown, id: string): boolean =>
  (offering as { productOfferingId?: string } | undefined)?.productOfferingId === id;

/** Finds out which state justifies a business error. Returns undefined for an error that no state justifies. */
function findJustification(code: string, operation: string, body = ''): Justification | undefined {
  const addon = `subscription addon#${['two', 'three'].find(name => body.includes(name)) ?? 'one'}`;
  const hasEnded: Justification['isTrue'] = (item, _from, until) => isDueAt(getEndDate(item), until);
  switch (code) {
    case 'license_already_cancelled':
      return { sk: 'license license', isTrue: hasEnded };
    case 'addon_already_cancelled':
      return { sk: addon, isTrue: hasEnded };
    case 'addon_exists':
      return { sk: addon, isTrue: (item, from) => item.sk !== undefined && !isDueAt(getEndDate(item), from) };
    case 'nothing_scheduled':
      if (operation === 'undoOfferingChange')
        return {
          sk: 'license license',
          isTrue: ({ offeringChange }, _from, until) =>
            offeringChange === undefined || isDueAt(offeringChange as never, until),
        };
      return {
        sk: operation === 'undoLicenseCancellation' ? 'license license' : addon,
        isTrue: item => getEndDate(item) === undefined,
      };
    case 'product_offering_unchanged':
      return {
        sk: 'license license',
        isTrue: (item, _from, until) =>
          isOffering(item.productOffering, 'premium') || isDueAt(getOfferingChange(item), until),
      };
    // After the change to the premium offering, which has no options, the same change is not allowed or changes nothing.
    case 'product_offering_change_not_allowed':
      return {
        sk: 'license license',
        isTrue: (item, _from, until) =>
          isOffering(item.productOffering, 'premium') || isDueAt(getOfferingChange(item), until),
      };
    case 'license_ending':
      return { sk: 'license license', isTrue: item => getEndDate(item) !== undefined };
    case 'order_not_changeable':
      return { sk: 'order order', isTrue: ({ state }) => state !== 'PENDING' };
    default:
      return undefined;
  }
}

const toItemPk = (sk: string): string => {
  const [kind = ''] = sk.split(' ');
  return kind === 'subscription' ? 'subscription#subscription' : `${kind}#${kind}`;
};

/** Checks that the stored state justified a business error at some time during the attempt. */
export function isRejectionJustified(attempt: RequestAttempt, timeline: Map<string, ItemState[]>): boolean {
  const { response, request, tenant, startedAt, endedAt, skewMs } = attempt;
  const code = response ? readOutcomeCode(response) : '';
  if (code === request.expectedError) return true;
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  if (code === 'order_invalid') return isOrderInvalid(attempt, timeline);
  const justification = findJustification(code, request.endpoint.operation, request.body);
  if (!justification) return false;
  return isTrueDuring(justification, tenant, [startedAt, endedAt], span, timeline);
}

function isTrueDuring(
  { sk, isTrue }: Justification,
  tenant: string,
  [from, until]: [number, number],
  span: [number, number],
  timeline: Map<string, ItemState[]>,
): boolean {
  const itemKey = `${tenant}#${toItemPk(sk)} ${sk.split(' ')[1]}`;
  return listItemsBetween(timeline.get(itemKey), from, until).some(item => isTrue(item, ...span));
}

/** One of the errors of the items must be justified: the add-on is live, or the license cannot be changed. */
function isOrderInvalid(
  { tenant, startedAt, endedAt, skewMs }: RequestAttempt,
  timeline: Map<string, ItemState[]>,
): boolean {
  const codes: [string, string][] = [
    ['addon_exists', 'three'],
    ...['license_already_cancelled', 'product_offering_unchanged', 'license_ending'].map((code): [string, string] => [
      code,
      '',
    ]),
  ];
  return codes.some(([code, body]) => {
    const justification = findJustification(code, 'submitOrder', body);
    const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
    return justification && isTrueDuring(justification, tenant, [startedAt, endedAt], span, timeline);
  });
}
