import { isDeepStrictEqual } from 'node:util';
import { endpoints } from '../../../functions/endpoints.ts';
import { isCommandEndpoint, listEndpointErrors } from '../../../lib/contract/endpoint.ts';
import { ErrorBody, type ErrorCode, errorCatalogue } from '../../../lib/contract/errors.ts';
import { parseRequestTarget } from '../../../tools/local/gateway-event.ts';
import { createRouter } from '../../../tools/local/router.ts';
import { InvariantViolation } from '../proof-part.ts';
import type { WireRequest } from './fuzz-requests.ts';
import { type FuzzTarget, neighbourSecret, type WireResponse } from './fuzz-target.ts';

const routeRequest = createRouter();
/** Error codes that the gateway itself may return for any request. */
const gatewayErrorCodes: ErrorCode[] = ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'VALIDATION_ERROR', 'PAYLOAD_TOO_LARGE'];
/** Implementation details that no response may contain. */
const internalDetails = /dynamo|node_modules|\.ts:\d|at \w+ \(|TypeError|undefined is not/i;

/** Sends requests and checks every response, and the tables, against the contract and the invariants. */
export class FuzzOracle {
  private readonly target: FuzzTarget;
  readonly statuses = new Map<number, number>();
  /** Stored responses by idempotency key. */
  private readonly storedResponses = new Map<string, WireResponse>();
  private readonly createdLicenseIds: string[] = [];

  constructor(target: FuzzTarget) {
    this.target = target;
  }

  /** Sends a request and checks the response. @throws InvariantViolation */
  async check(request: WireRequest): Promise<void> {
    const { response, commits, audits } = await this.exchange(request);
    const matched = routeRequest(request.method, parseRequestTarget(request.target).path);
    const operation = typeof matched === 'object' && 'route' in matched ? matched.route.operation : undefined;
    const endpoint = endpoints.find(each => each.operation === operation);
    const assert = (claim: string, isSatisfied: boolean) => {
      if (!isSatisfied) throw createViolation(request, response, claim);
    };
    assert('I6: every request gets a response', response !== undefined);
    if (!response) return;
    this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
    assert('no 5xx', response.status < 500);
    assert(
      'I5: the response contains no data of another tenant',
      !`${JSON.stringify(response.headers)}${response.body}`.includes(neighbourSecret),
    );
    assert(
      'an error response contains no implementation details',
      response.status < 400 || !internalDetails.test(response.body),
    );
    const failure = this.target.failures.shift();
    assert(`the functions follow the contract: ${failure}`, failure === undefined);
    const error =
      response.status < 400 || request.method === 'HEAD' ? undefined : ErrorBody.parse(JSON.parse(response.body)).code;
    if (error) {
      assert('the status matches the error code', errorCatalogue[error].status === response.status);
      const documented = [...gatewayErrorCodes, ...(endpoint ? listEndpointErrors(endpoint) : [])];
      assert('the error code is documented for the endpoint', documented.includes(error));
    } else if (request.method === 'OPTIONS') {
      assert('OPTIONS gets the list of methods', response.status === 204);
    } else if (request.method !== 'HEAD') {
      assert('the success status is the documented one', response.status === endpoint?.success.status);
    }

    const isStored =
      error === undefined || (endpoint?.errors as readonly string[] | undefined)?.includes(error) === true;
    const mayCommit = endpoint !== undefined && isCommandEndpoint(endpoint) && isStored && error !== 'billing_managed';
    assert('I9: a refused request or a read leaves no trace', mayCommit || commits === 0);
    const mustRecord = endpoint?.isSensitive === true && response.status === 200;
    assert('I16: a sensitive response has one audit item', !mustRecord || audits === 1);
    if (mayCommit) await this.checkReplay(request, response, commits);
  }

  /** I1, I2, I4: a stored response is replayed, and a replay writes nothing. */
  private async checkReplay(request: WireRequest, response: WireResponse, commits: number): Promise<void> {
    const assert = (claim: string, isSatisfied: boolean) => {
      if (!isSatisfied) throw createViolation(request, response, claim);
    };
    const isReplay = response.headers['Idempotent-Replayed'] === 'true';
    const key = request.headers.find(([name]) => /^(x-)?idempotency-key$/i.test(name))?.[1].trim();
    assert('I12: a replay writes nothing', !isReplay || commits === 0);
    if (!isReplay) this.createdLicenseIds.push(...listCreatedLicenses(request, response));
    if (key === undefined) return;
    const stored = this.storedResponses.get(key);
    assert('I1: a used idempotency key is replayed', isReplay === (stored !== undefined));
    if (stored)
      assert(
        'I2: a replay has the bytes of the first response',
        isDeepStrictEqual(withoutRequestHeaders(response), withoutRequestHeaders(stored)),
      );
    this.storedResponses.set(key, stored ?? response);
    if (isReplay) return;
    const { response: replay } = await this.exchange(request);
    assert(
      'I2: a retry gets the same bytes',
      replay !== undefined && isDeepStrictEqual(withoutRequestHeaders(replay), withoutRequestHeaders(response)),
    );
    const { response: other } = await this.exchange({
      ...request,
      body: Buffer.concat([request.body, Buffer.from(' ')]),
    });
    assert('I4: other bytes are another request', other !== undefined && [409, 413, 415].includes(other.status));
  }

  private async exchange(
    request: WireRequest,
  ): Promise<{ response: WireResponse | undefined; commits: number; audits: number }> {
    const { world } = this.target;
    world.network.reset();
    const response = await this.target.send(request);
    return { response, commits: world.dataCommits.length, audits: world.auditCommits.length };
  }

  /** I1, I3: the tables contain exactly what was acknowledged. @throws InvariantViolation */
  async reconcile(): Promise<void> {
    const { world } = this.target;
    const records = (await world.records()).map(({ pk }) => String(pk).slice(world.tenantId.length + 1)).sort();
    if (!isDeepStrictEqual(records, [...this.storedResponses.keys()].sort())) {
      throw new InvariantViolation(
        `I3 I9: there are records of ${records.join(' ')}, but stored responses of ${[...this.storedResponses.keys()].join(' ')}`,
      );
    }
    const existing = ['license', 'scheduled'];
    const stored = (await world.licenses()).map(({ licenseId }) => String(licenseId)).sort();
    if (!isDeepStrictEqual(stored, [...existing, ...this.createdLicenseIds].sort())) {
      throw new InvariantViolation(
        `I1 I3: ${stored.length - existing.length} licenses are stored, ${this.createdLicenseIds.length} were acknowledged`,
      );
    }
  }
}

/** Lists the licenses that a command created, itself or as the items of an order. */
function listCreatedLicenses({ method }: WireRequest, { status, body }: WireResponse): string[] {
  if (method === 'GET' || status >= 300) return [];
  const { licenseId, createdEntities } = JSON.parse(body);
  const created: { licenseId: string }[] = createdEntities?.licenses ?? [];
  return [...(status === 201 && licenseId ? [licenseId] : []), ...created.map(license => license.licenseId)];
}

/** Removes the headers that belong to one call and are not stored. */
function withoutRequestHeaders({ status, headers, body }: WireResponse): unknown {
  const { 'X-Request-Id': _, 'Idempotent-Replayed': __, ...storedHeaders } = headers;
  return { status, headers: storedHeaders, body };
}

const createViolation = (
  { method, target, headers, body }: WireRequest,
  response: WireResponse | undefined,
  claim: string,
) =>
  new InvariantViolation(
    [
      `${method} ${target}`,
      ...headers.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
      `  ${JSON.stringify(body.subarray(0, 500).toString('latin1'))}`,
      `response: ${response?.status} ${JSON.stringify(response?.headers)} ${response?.body.slice(0, 500)}`,
      `violated: ${claim}`,
    ].join('\n  '),
  );
