import { MissingRemovalPolicies, RemovalPolicies, type Stack } from 'aws-cdk-lib';

/** A version that a release replaced must stay, because the release can be rolled back to it. It is deleted with its function. */
const excludeResourceTypes = ['AWS::Lambda::Version'];

/**
 * Sets what happens to the resources of a stage when they are no longer in a template. A stage that is kept loses no resource of the stacks
 * that store data, except when the first deployment fails: leftovers would block their names for the next attempt. Of a stage that can
 * be thrown away, nothing stays.
 */
export function setRemovalPolicies(keep: boolean, storingStacks: Stack[], allStacks: Stack[]): void {
  if (keep) for (const stack of storingStacks) MissingRemovalPolicies.of(stack).retainOnUpdateOrDelete();
  else for (const stack of allStacks) RemovalPolicies.of(stack).destroy({ excludeResourceTypes });
}
