import type { Endpoint } from '../lib/contract/endpoint.ts';
import { endpoint as cancelAddon } from './cancel-addon/endpoint.ts';
import { endpoint as cancelLicense } from './cancel-license/endpoint.ts';
import { endpoint as createLicense } from './create-license/endpoint.ts';
import { endpoint as getLicense } from './get-license/endpoint.ts';
import { endpoint as getProductOffering } from './get-product-offering/endpoint.ts';
import { endpoint as getSubscription } from './get-subscription/endpoint.ts';
import { endpoint as listAddons } from './list-addons/endpoint.ts';
import { endpoint as listLicenses } from './list-licenses/endpoint.ts';
import { endpoint as listProductOfferings } from './list-product-offerings/endpoint.ts';

/** The one table of endpoints: routes, functions, permissions, documentation and contract tests all come from it. */
export const endpoints: readonly Endpoint[] = [
  createLicense,
  listLicenses,
  getLicense,
  cancelLicense,
  getSubscription,
  listAddons,
  cancelAddon,
  listProductOfferings,
  getProductOffering,
];
