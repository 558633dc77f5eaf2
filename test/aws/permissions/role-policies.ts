import type { StackTemplate } from '../deployment/remove-resources.ts';
import type { AccessStatement } from './evaluate-policy.ts';
import { resolveReference } from './resolve-reference.ts';

/** A function of a template and the permissions of its role. */
export interface FunctionRole {
  functionName: string;
  statements: AccessStatement[];
}

interface PolicyDocument {
  Statement: TemplateStatement[];
}

type TemplateStatement = Record<string, unknown> & { Effect: 'Allow' | 'Deny' };

/** Reads the permissions of every function of a template from the policies of its role. @throws Error if they are not all in the template */
export function readFunctionRoles({ Resources }: StackTemplate): FunctionRole[] {
  const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  return functions.map(({ Properties = {} }) => {
    const functionName = String(Properties.FunctionName);
    const roleId = readRoleId(Properties.Role);
    const role = Resources[roleId]?.Properties;
    if (!role) throw new Error(`The role of ${functionName} is not in its template.`);
    if (role.ManagedPolicyArns)
      throw new Error(`The role of ${functionName} has a managed policy, which is not in its template.`);
    return { functionName, statements: listPolicies(Resources, roleId, role).flatMap(toStatements) };
  });
}

const readRoleId = (role: unknown): string => resolveReference(role).replace(/^<(.*)\.Arn>$/, '$1');

function listPolicies(
  resources: StackTemplate['Resources'],
  roleId: string,
  { Policies: inline = [] }: { Policies?: unknown },
): PolicyDocument[] {
  const attached = Object.values(resources).filter(
    ({ Type, Properties }) =>
      /^AWS::IAM::(Managed)?Policy$/.test(Type) &&
      ((Properties?.Roles ?? []) as unknown[]).some(role => resolveReference(role) === `<${roleId}>`),
  );
  const policies = [...attached.map(({ Properties }) => Properties), ...(inline as object[])];
  return policies.map(policy => (policy as { PolicyDocument: PolicyDocument }).PolicyDocument);
}

const toStatements = ({ Statement }: PolicyDocument): AccessStatement[] => [Statement].flat().map(toStatement);

function toStatement({ Effect, Action, Resource, Condition = {}, ...others }: TemplateStatement): AccessStatement {
  const [unknown] = Object.keys(others).filter(name => name !== 'Sid');
  if (unknown) throw new Error(`This test does not know ${unknown} in a statement of a policy.`);
  const conditions = Object.entries(Condition as object).map(
    ([operator, values]: [string, object]): [string, Record<string, string[]>] => [
      operator,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().map(String)])),
    ],
  );
  const actions = [Action].flat().map(String);
  for (const [, values] of conditions) for (const name of Object.keys(values)) requireKnownCondition(name, actions);
  return {
    effect: Effect,
    actions,
    resources: [Resource].flat().map(resolveReference),
    conditions: Object.fromEntries(conditions),
  };
}

/** The values of these are read from recorded updates only: see dynamodb-access.ts. @throws Error for any other condition */
function requireKnownCondition(name: string, actions: string[]): void {
  const unknown = actions.find(action => action !== 'dynamodb:UpdateItem');
  if (['dynamodb:Attributes', 'dynamodb:ReturnValues'].includes(name) && unknown === undefined) return;
  throw new Error(
    `This test does not evaluate the condition ${name} on ${unknown ?? actions}. Extend test/aws/permissions/dynamodb-access.ts.`,
  );
}
