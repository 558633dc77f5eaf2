import { expect } from 'vitest';
import type { operations } from '../../client/src/schema.ts';
import type { ErrorBody, ErrorCode } from '../../lib/contract/errors.ts';
import { expectContract } from './expect-contract.ts';
import {
  type CallTrace,
  findEndpoint,
  type OperationResponse,
  type SmokeCall,
  type SmokeClient,
  type SmokeOperation,
} from './smoke-client.ts';

type JsonContent<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;

/** The body of an operation's successful response. */
type OperationResult<O extends SmokeOperation> = {
  [Status in keyof operations[O]['responses']]: Status extends 200 | 201
    ? JsonContent<operations[O]['responses'][Status]>
    : never;
}[keyof operations[O]['responses']];

export type SuccessResponse<O extends SmokeOperation> = OperationResponse & { value: OperationResult<O> };
export type FailureResponse = OperationResponse & { error: ErrorBody };

/** The request ids of all calls of this run. */
const seenRequestIds = new Set<string>();

/** Calls an API and expects every response to follow the contract. */
export class CheckedApi {
  /** The first call whose response does not follow the contract. */
  violation: CallTrace | undefined;
  private readonly client: SmokeClient;

  constructor(client: SmokeClient) {
    this.client = client;
  }

  /** Expects any response that the contract allows. */
  async call<O extends SmokeOperation>(
    operation: O,
    call: SmokeCall = {},
  ): Promise<SuccessResponse<O> | FailureResponse> {
    const response = await this.client.send(operation, call);
    return this.expectValid(response.trace, () => {
      const body = expectContract(findEndpoint(operation), response, this.client.address);
      expectNewRequestId(response.trace);
      return { ...response, ...body } as SuccessResponse<O> | FailureResponse;
    });
  }

  /** Expects success, and not a replay. */
  async succeeds<O extends SmokeOperation>(operation: O, call: SmokeCall = {}): Promise<SuccessResponse<O>> {
    const response = await this.call(operation, call);
    return this.expectValid(response.trace, () => {
      const { status } = findEndpoint(operation).success;
      if ('error' in response) expect.fail({ status: response.status, body: response.error }, { status }, 'status');
      expectNoReplay(response);
      return response;
    });
  }

  /** Expects one error, and not a replay. */
  async fails(operation: SmokeOperation, code: ErrorCode, call: SmokeCall = {}): Promise<FailureResponse> {
    const response = await this.call(operation, call);
    return this.expectValid(response.trace, () => {
      if (!('error' in response)) expect.fail({ status: response.status, body: response.json }, { code }, 'error');
      expect(response.error.code, 'code').toBe(code);
      expectNoReplay(response);
      return response;
    });
  }

  /** Repeats a call and expects the stored response: equal in everything that is stored, and marked as a replay. */
  async replays(first: OperationResponse, changes: SmokeCall = {}): Promise<void> {
    const replay = await this.call(first.operation, { ...first.call, ...changes });
    this.expectValid(replay.trace, () => {
      expect(replay.status, 'status').toBe(first.status);
      expect(replay.bytes.toString('latin1'), 'bytes of the body').toBe(first.bytes.toString('latin1'));
      expect(replay.headers.get('idempotent-replayed'), 'header Idempotent-Replayed').toBe('true');
      expect(replay.headers.get('location'), 'header Location').toBe(first.headers.get('location'));
    });
  }

  /** Expects that no route matches. */
  async misses(method: string, path: string, code: 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' = 'NOT_FOUND'): Promise<void> {
    const response = await this.client.sendTo(method, path);
    this.expectValid(response.trace, () => {
      const result = expectContract(undefined, response, this.client.address);
      expect(result, 'error').toMatchObject({ error: { code } });
      const isMethodError = code === 'METHOD_NOT_ALLOWED';
      expect(response.headers.has('allow'), 'presence of the header Allow').toBe(isMethodError);
      expectNewRequestId(response.trace);
    });
  }

  /** Notes the call when its expectations fail: of several concurrent calls it need not be the last one. */
  private expectValid<T>(trace: CallTrace, expectations: () => T): T {
    try {
      return expectations();
    } catch (error) {
      this.violation ??= trace;
      throw error;
    }
  }
}

function expectNewRequestId({ requestId = '' }: CallTrace): void {
  expect(seenRequestIds.has(requestId), 'use of the X-Request-Id in an earlier response').toBe(false);
  seenRequestIds.add(requestId);
}

/** If a call was retried, its first attempt may have been carried out. */
function expectNoReplay({ attempts, headers }: OperationResponse): void {
  if (attempts === 1) expect(headers.get('idempotent-replayed'), 'header Idempotent-Replayed').toBeNull();
}
