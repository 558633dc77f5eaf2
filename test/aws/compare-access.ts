import { type AccessRequest, isAccessAllowed } from './evaluate-policy.ts';
import type { FunctionRole } from './role-policies.ts';

/** Names the calls that a role does not allow. */
export const listRefusedCalls = (
  { functionName, statements }: FunctionRole,
  requests: readonly AccessRequest[],
): string[] =>
  requests
    .filter(request => !isAccessAllowed(statements, request))
    .map(
      ({ action, resource }) =>
        `${functionName} made the call ${action} on ${resource}, which its role does not allow.`,
    );
