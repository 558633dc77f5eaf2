import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewSim } from '../../lib/domain/sim.ts';
import { simRef } from '../../lib/dynamodb/items/sim.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getSim = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ sim: simRef(tenantId, path.iccid) }),

  decide: ({ sim }) => (sim ? { body: viewSim(sim) } : createBusinessError('sim_not_found')),
});
