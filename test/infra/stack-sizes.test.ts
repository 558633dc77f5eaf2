import { expect, it } from 'vitest';
import { useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks();

/** CloudFormation allows 500 resources per stack. An endpoint has ten in the stack of its function, three in the API stack and one in the monitoring stack. */
const maxResources = 480;

it('every stack has room for more resources', () => {
  for (const [stack, count] of stage.countResources()) expect(count, stack).toBeLessThanOrEqual(maxResources);
});
