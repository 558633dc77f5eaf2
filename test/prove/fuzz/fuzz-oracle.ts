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
/** What the gateway itself may say, whatever was asked for. */
const gatewayErrorCodes: ErrorCode[] = ['NOT_FOUND', 'VALIDATION_ERROR', 'PAYLOAD_TOO_LARGE'];
/** What no answer may show of what is behind it. */
const internalDetails = /dynamo|node_modules|\.ts:\d|at \w+ \(|TypeError|undefined is not/i;

/** Sends requests and holds every answer, and every trace in the tables, against what is promised. */
export class FuzzOracle {
  private readonly target: FuzzTarget;
  readonly statuses = new Map<number, number>();
  /** The answers that were kept, by idempotency key. */
  private readonly storedResponses = new Map<string, WireResponse>();
  private readonly createdLicenseIds: string[] = [];

  constructor(target: FuzzTarget) {
    this.target = target;
  }

  /** @throws InvariantViolation */
  async check(request: WireRequest): Promise<void> {
    const { answer, commits } = await this.exchange(request);
    const found = routeRequest(request.method, parseRequestTarget(request.target).path);
    const endpoint =
      found && found !== 'malformed' ? endpoints.find(each => each.operation === found.endpoint.operation) : undefined;
    const hold = (claim: string, isHeld: boolean) => {
      if (!isHeld) throw createViolation(request, answer, claim);
    };
    hold('I6: every request gets an answer', answer !== undefined);
    if (!answer) return;
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    hold('no 5xx', answer.status < 500);
    hold(
      'I5: nothing of another tenant is told',
      !`${JSON.stringify(answer.headers)}${answer.body}`.includes(neighbourSecret),
    );
    hold('nothing of what is inside is told', answer.status < 400 || !internalDetails.test(answer.body));
    const failure = this.target.failures.shift();
    hold(`the functions keep the contract: ${failure}`, failure === undefined);
    const error =
      answer.status < 400 || request.method === 'HEAD' ? undefined : ErrorBody.parse(JSON.parse(answer.body)).code;
    if (error) {
      hold('a status belongs to its code', errorCatalogue[error].status === answer.status);
      const documented = [...gatewayErrorCodes, ...(endpoint ? listEndpointErrors(endpoint) : [])];
      hold('a code is documented for its endpoint', documented.includes(error));
    } else if (request.method !== 'HEAD') {
      hold('a success is the documented one', answer.status === endpoint?.success.status);
    }

    const isKept = error === undefined || (endpoint?.errors as readonly string[] | undefined)?.includes(error) === true;
    const mayCommit = endpoint !== undefined && isCommandEndpoint(endpoint) && isKept && error !== 'billing_managed';
    hold('I9: what is refused or read leaves no trace', mayCommit || commits === 0);
    if (mayCommit) await this.checkReplay(request, answer, commits);
  }

  /** I1, I2, I4: what is kept is given again; a replay writes nothing. */
  private async checkReplay(request: WireRequest, answer: WireResponse, commits: number): Promise<void> {
    const hold = (claim: string, isHeld: boolean) => {
      if (!isHeld) throw createViolation(request, answer, claim);
    };
    const isReplay = answer.headers['Idempotent-Replayed'] === 'true';
    const key = request.headers.find(([name]) => /^(x-)?idempotency-key$/i.test(name))?.[1].trim();
    hold('I12: a replay writes nothing', !isReplay || commits === 0);
    if (answer.status === 201 && !isReplay) this.createdLicenseIds.push(JSON.parse(answer.body).licenseId);
    if (key === undefined) return;
    const before = this.storedResponses.get(key);
    hold('I1: a key that was used is replayed', isReplay === (before !== undefined));
    if (before)
      hold(
        'I2: its bytes are those of the first answer',
        isDeepStrictEqual(withoutRequestHeaders(answer), withoutRequestHeaders(before)),
      );
    this.storedResponses.set(key, before ?? answer);
    if (isReplay) return;
    const { answer: again } = await this.exchange(request);
    hold(
      'I2: a repeat gets the same bytes',
      again !== undefined && isDeepStrictEqual(withoutRequestHeaders(again), withoutRequestHeaders(answer)),
    );
    const { answer: other } = await this.exchange({
      ...request,
      body: Buffer.concat([request.body, Buffer.from(' ')]),
    });
    hold('I4: other bytes are another request', other !== undefined && [409, 413, 415].includes(other.status));
  }

  private async exchange(request: WireRequest): Promise<{ answer: WireResponse | undefined; commits: number }> {
    const { network } = this.target.world;
    network.reset();
    const answer = await this.target.send(request);
    return { answer, commits: network.commits.length };
  }

  /** I1, I3: what was acknowledged is in the tables, and nothing else. @throws InvariantViolation */
  async reconcile(): Promise<void> {
    const { world } = this.target;
    const records = (await world.records()).map(({ pk }) => String(pk).slice(world.tenantId.length + 1)).sort();
    if (!isDeepStrictEqual(records, [...this.storedResponses.keys()].sort())) {
      throw new InvariantViolation(
        `I3 I9: there are records of ${records.join(' ')}, and kept answers of ${[...this.storedResponses.keys()].join(' ')}`,
      );
    }
    const given = ['license', 'scheduled'];
    const stored = (await world.licenses()).map(({ licenseId }) => String(licenseId)).sort();
    if (!isDeepStrictEqual(stored, [...given, ...this.createdLicenseIds].sort())) {
      throw new InvariantViolation(
        `I1 I3: ${stored.length - given.length} licenses are stored, ${this.createdLicenseIds.length} were acknowledged`,
      );
    }
  }
}

/** What belongs to the call and not to what is kept. */
function withoutRequestHeaders({ status, headers, body }: WireResponse): unknown {
  const { 'X-Request-Id': _, 'Idempotent-Replayed': __, ...kept } = headers;
  return { status, headers: kept, body };
}

const createViolation = (
  { method, target, headers, body }: WireRequest,
  answer: WireResponse | undefined,
  claim: string,
) =>
  new InvariantViolation(
    [
      `${method} ${target}`,
      ...headers.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
      `  ${JSON.stringify(body.subarray(0, 500).toString('latin1'))}`,
      `was answered ${answer?.status} ${JSON.stringify(answer?.headers)} ${answer?.body.slice(0, 500)}`,
      `not held: ${claim}`,
    ].join('\n  '),
  );
