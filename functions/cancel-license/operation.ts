import { operation } from '../../lib/command/operation.ts';
import { cancelLicense as cancel, viewLicense } from '../../lib/domain/license.ts';
import { isNo } from '../../lib/domain/outcome.ts';
import { update } from '../../lib/store/change.ts';
import { licenseRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const cancelLicense = operation(endpoint, {
  needs: ({ path }, tenantId) => ({ license: licenseRef(tenantId, path.licenseId) }),

  decide({ license }, { path, body }, { tenant, moment }) {
    const cancelled = cancel(license, body, moment);
    if (isNo(cancelled)) return cancelled;
    const { before, after } = cancelled;
    return {
      body: viewLicense(after, moment.now),
      writes: [update(licenseRef(tenant.tenantId, path.licenseId), before, after)],
    };
  },
});
