import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewSimCodes } from '../../lib/domain/sim.ts';
import { simCodesRef, simRef } from '../../lib/dynamodb/items/sim.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getSimCodes = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ sim: simRef(tenantId, path.iccid), codes: simCodesRef(tenantId, path.iccid) }),

  decide({ sim, codes }) {
    if (!sim) return createBusinessError('sim_not_found');
    return codes ? { body: viewSimCodes(codes) } : createBusinessError('sim_codes_not_found');
  },
});
