import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Acknowledges the cdk-nag rules that a construct breaks on purpose, each with a reason that a reviewer can check. */
export function acknowledgeFindings(construct: IConstruct, reasons: Record<string, string>): void {
  Validations.of(construct).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
}

/** Acknowledges permissions on resources whose names have a wildcard, all for the same reason. */
export function acknowledgeWildcards(construct: IConstruct, resources: readonly string[], reason: string): void {
  const { account } = Stack.of(construct);
  // If the account is known only at deployment, the name of a finding contains this placeholder.
  const toText = (resource: string) =>
    Token.isUnresolved(account) ? resource.replace(account, '<AWS::AccountId>') : resource;
  for (const resource of resources)
    acknowledgeFindings(construct, { [`AwsSolutions-IAM5[Resource::${toText(resource)}]`]: reason });
}
