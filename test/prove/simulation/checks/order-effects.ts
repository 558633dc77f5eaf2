import { isDeepStrictEqual } from 'node:util';
import type { CreatedEntities } from '../../../../lib/contract/order.ts';
import type { CommittedTransaction, SimulationHistory } from '../simulation-history.ts';

/** I15: an order is completed in the transaction that creates exactly the licenses and add-ons that it names. */
export function checkOrderEffects({ effects, attempts }: SimulationHistory): string[] {
  return effects.flatMap(effect => {
    const attempt = attempts.find(({ requestId }) => requestId === effect.requestId);
    const violation = checkTransaction(effect, attempt?.request.endpoint.operation === 'submitOrder');
    return violation === undefined ? [] : [`I15: ${violation} (${attempt?.id})`];
  });
}

function checkTransaction({ changes }: CommittedTransaction, isSubmit: boolean): string | undefined {
  const order = changes.find(({ after }) => after.sk === 'order' && after.state === 'COMPLETED')?.after;
  if (!order)
    return isSubmit && changes.some(({ table }) => table === 'connect') ? 'items without their order' : undefined;
  const { licenses, addons } = order.createdEntities as CreatedEntities;
  const named = [...licenses.map(({ licenseId }) => licenseId), ...addons.map(addon => addon.subscriptionAddonId)];
  const created = changes.flatMap(({ before, after }) => {
    if (after.sk === 'license') return before ? [] : [String(after.licenseId)];
    return String(after.sk).startsWith('addon#') ? [String(after.subscriptionAddonId)] : [];
  });
  const upgraded = changes.some(({ before, after }) => after.sk === 'license' && before !== undefined);
  if (!upgraded) return 'an order without the change of its license';
  return isDeepStrictEqual(named.sort(), created.sort()) ? undefined : 'an order that does not name what it created';
}
