import type { DatabaseCall } from '../../support/memory-database-client.ts';

/** One externally visible action of an execution environment. */
export type ObservedAction =
  | { kind: 'sleep' }
  | { kind: 'read'; operation: string }
  | {
      kind: 'commit';
      token: string;
      parameters: string;
      signedAt: number;
      outcome: 'applied' | 'unknown' | 'refused';
      reasons: string[];
    };

export const isReadOperation = (operation: string): boolean => operation === 'BatchGetItem' || operation === 'Query';

export function toObservedAction({ operation, input, signedAt }: DatabaseCall): ObservedAction {
  if (isReadOperation(operation)) return { kind: 'read', operation };
  const { ClientRequestToken: token = '', ...parameters } = input as { ClientRequestToken?: string };
  return { kind: 'commit', token, parameters: JSON.stringify(parameters), signedAt, outcome: 'unknown', reasons: [] };
}

/** Records the outcome that the environment learned. Only a complete response that names a refusal says that nothing was done. */
export function recordActionOutcome(action: ObservedAction, status: number, body: object): void {
  if (action.kind !== 'commit') return;
  const { __type = '', CancellationReasons = [] } = body as {
    __type?: string;
    CancellationReasons?: { Code: string }[];
  };
  if (status === 200) action.outcome = 'applied';
  if (status !== 400 || /TransactionInProgress|IdempotentParameterMismatch/.test(__type)) return;
  action.outcome = 'refused';
  action.reasons = CancellationReasons.map(({ Code }) => Code);
}
