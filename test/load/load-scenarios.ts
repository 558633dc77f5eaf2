import type { CapacityUnits } from '../bench/capacity-units.ts';
import type { OperationUnits } from '../cost/measured-units.ts';
import { buildLicenseBody, type LoadTarget } from './load-target.ts';

/** A request of a load test, relative to the address of the API. */
interface LoadRequest {
  method: 'GET' | 'POST';
  path: string;
  idempotencyKey?: string;
  body?: object;
}

/** The licenses that a load test has created. */
export interface CreatedLicenses {
  /** All IDs, so that they can be cancelled at the end. */
  ids: string[];
  /** A stored idempotency key. Its request is repeated. */
  storedKey: string;
  /** Idempotency keys of creates without a response. */
  pendingKeys: Set<string>;
}

/** One kind of call whose throughput and latency are measured. */
export interface LoadScenario {
  name: string;
  /** Request units of one call. */
  selectUnits(unitsOf: (operation: string) => OperationUnits): CapacityUnits;
  /** Builds the next request. @param number - counts the requests of all scenarios */
  buildRequest(number: number, target: LoadTarget, licenses: CreatedLicenses): LoadRequest;
  /** True if each response names a new license. */
  createsLicenses?: true;
  /** True if one request is sent for each created license, instead of requests for a time. */
  oncePerLicense?: true;
}

/** Prefix of the idempotency keys of one run of the command. */
const runPrefix = `load-${Date.now().toString(36)}-${process.pid}`;

const pickLicense = ({ ids }: CreatedLicenses, number: number): string => ids[number % ids.length] ?? '';

/** The scenarios in their order. The last one cancels everything that the first one created. */
export const loadScenarios: readonly LoadScenario[] = [
  {
    name: 'create a license',
    selectUnits: unitsOf => unitsOf('createLicense').first,
    buildRequest: (number, target, licenses) => {
      licenses.storedKey ||= `${runPrefix}-${number}`;
      const idempotencyKey = `${runPrefix}-${number}`;
      return { method: 'POST', path: '/licenses', idempotencyKey, body: buildLicenseBody(target) };
    },
    createsLicenses: true,
  },
  {
    name: 'replay a create',
    selectUnits: unitsOf => unitsOf('createLicense').replay,
    buildRequest: (_, target, { storedKey: idempotencyKey }) => ({
      ...{ method: 'POST', path: '/licenses', idempotencyKey, body: buildLicenseBody(target) },
    }),
  },
  {
    name: 'get a license',
    selectUnits: unitsOf => unitsOf('getLicense').first,
    buildRequest: (number, _, licenses) => ({ method: 'GET', path: `/licenses/${pickLicense(licenses, number)}` }),
  },
  {
    name: 'list a page of 100',
    selectUnits: unitsOf => unitsOf('listLicenses, a page of 100').first,
    buildRequest: (_, { customerId }) => ({ method: 'GET', path: `/licenses?customerId=${customerId}&limit=100` }),
  },
  {
    name: 'cancel a license',
    selectUnits: unitsOf => unitsOf('cancelLicense').first,
    buildRequest: (number, _, licenses) => ({
      method: 'POST',
      path: `/licenses/${licenses.ids.shift() ?? ''}/cancel`,
      idempotencyKey: `${runPrefix}-${number}`,
      body: {},
    }),
    oncePerLicense: true,
  },
];
