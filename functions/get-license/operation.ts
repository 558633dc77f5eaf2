import { operation } from '../../lib/command/operation.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { rejected } from '../../lib/domain/outcome.ts';
import { licenseRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const getLicense = operation(endpoint, {
  needs: ({ path }, tenantId) => ({ license: licenseRef(tenantId, path.licenseId) }),

  decide: ({ license }, _input, { moment }) =>
    license ? { body: viewLicense(license, moment.now) } : rejected('license_not_found'),
});
