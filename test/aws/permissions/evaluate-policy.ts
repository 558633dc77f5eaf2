/** A statement of an IAM policy, with resolved resources. */
export interface AccessStatement {
  effect: 'Allow' | 'Deny';
  actions: readonly string[];
  resources: readonly string[];
  /** Values by condition key, by operator. */
  conditions: Record<string, Record<string, readonly string[]>>;
}

/** An action on a resource, which IAM allows or refuses. */
export interface AccessRequest {
  /** For example `dynamodb:PutItem`. */
  action: string;
  /** The ARN. */
  resource: string;
  /** The values of the condition keys that the request has. */
  context?: Record<string, readonly string[]>;
}

/** Decides as IAM does: a statement must allow the request, and none may deny it. */
export function isAccessAllowed(statements: readonly AccessStatement[], request: AccessRequest): boolean {
  const matching = statements.filter(statement => matchesStatement(statement, request));
  return matching.length > 0 && matching.every(({ effect }) => effect === 'Allow');
}

const matchesStatement = (
  { actions, resources, conditions }: AccessStatement,
  { action, resource, context = {} }: AccessRequest,
): boolean =>
  actions.some(pattern => matchesPattern(action.toLowerCase(), pattern.toLowerCase())) &&
  resources.some(pattern => matchesPattern(resource, pattern)) &&
  Object.entries(conditions).every(([operator, values]) =>
    Object.entries(values).every(([name, allowed]) => meetsCondition(operator, context[name], allowed)),
  );

/** Compares with a pattern of IAM, in which `*` is any text and `?` any character. */
export function matchesPattern(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

/** @throws Error for an operator that this test does not know */
function meetsCondition(operator: string, actual: readonly string[] | undefined, allowed: readonly string[]): boolean {
  const [, quantifier, comparison, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(StringEquals|StringLike)(IfExists)?$/.exec(operator) ?? [];
  if (!comparison) throw new Error(`This test does not know the condition operator ${operator}.`);
  const matches = (value: string) =>
    allowed.some(pattern => (comparison === 'StringLike' ? matchesPattern(value, pattern) : value === pattern));
  if (actual === undefined) return ifExists !== undefined || quantifier === 'ForAllValues';
  return quantifier === 'ForAllValues' ? actual.every(matches) : actual.some(matches);
}
