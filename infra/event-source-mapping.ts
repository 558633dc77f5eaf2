import {
  type CfnEventSourceMapping,
  EventSourceMapping,
  type EventSourceMappingOptions,
  type IFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

type EventSourceMappingProps = EventSourceMappingOptions & { function: IFunction };

/**
 * Connects a stream or a queue to a function, which reports the records that failed. The logical ID is the same for a deployment by hand and
 * by the pipeline. The CDK's own event sources derive it from the whole path of the construct, which the pipeline changes: a stack update would
 * then create the mapping a second time, which Lambda refuses.
 */
export function addEventSourceMapping(
  scope: Construct,
  { function: fn, ...options }: EventSourceMappingProps,
): EventSourceMapping {
  const mapping = new EventSourceMapping(scope, 'source', { target: fn, reportBatchItemFailures: true, ...options });
  (mapping.node.defaultChild as CfnEventSourceMapping).overrideLogicalId(toLogicalId(scope.node.id));
  return mapping;
}

/** Such as `PublishEventsSource`. */
const toLogicalId = (name: string): string =>
  `${name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}Source`;
