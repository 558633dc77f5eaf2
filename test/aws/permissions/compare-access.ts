import { type AccessRequest, isAccessAllowed, matchesPattern } from './evaluate-policy.ts';
import type { FunctionRole } from './role-policies.ts';

/** An action on a resource that a role allows. */
export interface GrantedAccess {
  functionName: string;
  action: string;
  resource: string;
}

/** Access that a role needs although its function makes no such call in the run. `*` and `?` are as in IAM. */
export interface AccessException {
  /** The names of the functions, without the prefix of the stage. */
  functions: string;
  actions: readonly string[];
  reason: string;
}

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

/** Lists the access that a role allows and no request needed. */
export const listUnusedAccess = (
  { functionName, statements }: FunctionRole,
  requests: readonly AccessRequest[],
): GrantedAccess[] =>
  statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions, resources, ...statement }) =>
      actions.flatMap(action =>
        resources
          .map(resource => ({ ...statement, actions: [action], resources: [resource] }))
          .filter(single => !requests.some(request => isAccessAllowed([single], request)))
          .map(({ resources: [resource = ''] }) => ({ functionName, action, resource })),
      ),
    );

/** Names the access that no exception covers, and the exceptions that cover none. */
export function compareWithExceptions(
  unused: readonly GrantedAccess[],
  exceptions: readonly AccessException[],
): { unexplained: string[]; needless: string[] } {
  const single = exceptions.flatMap(({ functions, actions }) => actions.map(action => ({ functions, action })));
  return {
    unexplained: unused
      .filter(access => !single.some(exception => isCovered(access, exception)))
      .map(({ functionName, action, resource }) => `${functionName} may call ${action} on ${resource}, and never did.`),
    needless: single
      .filter(exception => !unused.some(access => isCovered(access, exception)))
      .map(({ functions, action }) => `No exception is needed for ${action} of ${functions}.`),
  };
}

const isCovered = (
  { functionName, action }: GrantedAccess,
  exception: { functions: string; action: string },
): boolean =>
  matchesPattern(functionName, `connect-*-${exception.functions}`) && matchesPattern(action, exception.action);
