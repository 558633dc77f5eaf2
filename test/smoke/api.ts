import type { ErrorBody, ErrorCode } from '../../lib/contract/errors.ts';
import {
  endpointOf,
  type OperationResults,
  type SmokeAnswer,
  type SmokeCall,
  type SmokeClient,
  type SmokeOperation,
} from './client.ts';
import { holdToContract } from './contract.ts';
import { type CallTrace, expectSame, formatValue, Unmet } from './unmet.ts';

export type SuccessAnswer<O extends SmokeOperation> = SmokeAnswer & { value: OperationResults[O] };
export type FailureAnswer = SmokeAnswer & { error: ErrorBody };

/** An API with every answer held to the contract. All of it throws {@link Unmet}. */
export class Api {
  private readonly client: SmokeClient;
  private readonly requestIds = new Set<string>();

  constructor(client: SmokeClient) {
    this.client = client;
  }

  /** Any answer that the contract allows. */
  async call<O extends SmokeOperation>(operation: O, call: SmokeCall = {}): Promise<SuccessAnswer<O> | FailureAnswer> {
    const answer = await this.client.send(operation, call);
    const held = holdToContract(endpointOf(operation), answer, answer.told, this.client.address);
    this.expectOwnRequestId(answer.told);
    return { ...answer, ...held } as SuccessAnswer<O> | FailureAnswer;
  }

  /** The answer to a call that must succeed, and is no repeat. */
  async succeeds<O extends SmokeOperation>(operation: O, call: SmokeCall = {}): Promise<SuccessAnswer<O>> {
    const answer = await this.call(operation, call);
    const { status } = endpointOf(operation).success;
    if ('error' in answer)
      throw new Unmet(`status ${status}`, `${answer.status} ${formatValue(answer.error)}`, answer.told);
    expectFirst(answer);
    return answer;
  }

  /** The answer to a call that must fail in one way. */
  async fails(operation: SmokeOperation, code: ErrorCode, call: SmokeCall = {}): Promise<FailureAnswer> {
    const answer = await this.call(operation, call);
    if (!('error' in answer))
      throw new Unmet(`an error ${code}`, `${answer.status} ${formatValue(answer.json)}`, answer.told);
    expectSame('code', answer.error.code, code, answer.told);
    expectFirst(answer);
    return answer;
  }

  /** The kept answer to the same request: the same in all that is kept, and said to be a repeat. */
  async replays(first: SmokeAnswer, call: SmokeCall = {}): Promise<void> {
    const again = await this.call(first.operation, { ...first.call, ...call });
    const { told, status, headers } = again;
    expectSame('status', status, first.status, told);
    if (!again.bytes.equals(first.bytes)) {
      throw new Unmet(
        `the bytes of the first answer, ${formatValue(first.json)}`,
        differing(first.bytes, again.bytes),
        told,
      );
    }
    expectSame('header Idempotent-Replayed', headers.get('idempotent-replayed'), 'true', told);
    expectSame('header Location', headers.get('location'), first.headers.get('location'), told);
  }

  /** A request that no route is for. */
  async misses(method: string, path: string): Promise<void> {
    const answer = await this.client.sendTo(method, path);
    holdToContract(undefined, answer, answer.told, this.client.address);
    this.expectOwnRequestId(answer.told);
  }

  private expectOwnRequestId(told: CallTrace): void {
    const { requestId = '' } = told;
    if (this.requestIds.has(requestId)) throw new Unmet('an X-Request-Id of its own', 'that of an earlier call', told);
    this.requestIds.add(requestId);
  }
}

/** A call that was told to come back later may find that its first attempt was carried out. */
function expectFirst({ attempts, headers, told }: SmokeAnswer): void {
  if (attempts === 1) expectSame('header Idempotent-Replayed', headers.get('idempotent-replayed'), null, told);
}

/** Where two bodies part. */
function differing(first: Buffer, again: Buffer): string {
  const at = first.findIndex((byte, index) => byte !== again[index]);
  const from = Math.max(0, (at < 0 ? first.length : at) - 20);
  return `other ones: from byte ${from} on ${formatValue(again.subarray(from, from + 60).toString('utf8'))}`;
}
