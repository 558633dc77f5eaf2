import type { DatabaseCall } from '../../support/memory-database-client.ts';

/** What a sandbox did with the world outside, in its order. */
export type ObservedAction =
  | { kind: 'sleep' }
  | { kind: 'read'; operation: string }
  | {
      kind: 'commit';
      token: string;
      parameters: string;
      signedAt: number;
      heard: 'done' | 'unknown' | 'refused';
      reasons: string[];
    };

export const isReadOperation = (operation: string): boolean => operation === 'BatchGetItem' || operation === 'Query';

export function toObservedAction({ operation, input, signedAt }: DatabaseCall): ObservedAction {
  if (isReadOperation(operation)) return { kind: 'read', operation };
  const { ClientRequestToken: token = '', ...parameters } = input as { ClientRequestToken?: string };
  return { kind: 'commit', token, parameters: JSON.stringify(parameters), signedAt, heard: 'unknown', reasons: [] };
}

/** What the sandbox came to know: only an answer that arrives whole, and refuses by name, says that nothing was done. */
export function recordActionOutcome(deed: ObservedAction, status: number, body: object): void {
  if (deed.kind !== 'commit') return;
  const { __type = '', CancellationReasons = [] } = body as {
    __type?: string;
    CancellationReasons?: { Code: string }[];
  };
  if (status === 200) deed.heard = 'done';
  if (status !== 400 || /TransactionInProgress|IdempotentParameterMismatch/.test(__type)) return;
  deed.heard = 'refused';
  deed.reasons = CancellationReasons.map(({ Code }) => Code);
}
