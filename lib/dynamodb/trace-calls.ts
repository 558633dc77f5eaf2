import {
  type DynamoDBClient,
  DynamoDBServiceException,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-dynamodb';
import type { InitializeMiddleware } from '@smithy/types';
import type { CallSubsegment, SendSubsegment } from '../observability/trace-sender.ts';

/** The parts of a command's input that name tables. */
interface TableInput {
  TableName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName?: string }>[];
}

/** Makes a client send an X-Ray subsegment for every call. Its `aws` fields have the names that X-Ray knows. */
export function traceCalls(client: DynamoDBClient, sendSubsegment: SendSubsegment): void {
  const sendAfterCall: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next, context) => async call => {
    const startedAt = Date.now();
    const finish = (outcome: unknown) => {
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      sendSubsegment({
        name: 'DynamoDB',
        namespace: 'aws',
        start_time: startedAt / 1000,
        end_time: Date.now() / 1000,
        ...describeOutcome(outcome, { operation, ...listTables(call.input as TableInput) }),
      });
    };
    const result = await next(call).catch(error => {
      finish(error);
      throw error;
    });
    finish(result.output);
    return result;
  };
  client.middlewareStack.add(sendAfterCall, { step: 'initialize', name: 'traceCalls' });
}

function listTables({ TableName, RequestItems = {}, TransactItems = [] }: TableInput) {
  if (TableName !== undefined) return { table_name: TableName };
  const written = TransactItems.flatMap(write => Object.values(write).map(({ TableName: name }) => name));
  return { table_names: [...new Set([...Object.keys(RequestItems), ...written])] };
}

const throttlings = new Set(['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded']);

/** An outcome without a status is a call that got no response, or was not sent. */
function describeOutcome(outcome: unknown, call: object): Pick<CallSubsegment, 'aws'> & Partial<CallSubsegment> {
  const { httpStatusCode: status, requestId } = (outcome as Partial<DynamoDBServiceException>).$metadata ?? {};
  const aws = { ...call, ...(requestId !== undefined && { request_id: requestId }) };
  if (status === undefined) return { aws, fault: true };
  const http = { response: { status } };
  if (!(outcome instanceof Error)) return { aws, http };
  if (status >= 500 || !(outcome instanceof DynamoDBServiceException)) return { aws, http, fault: true };
  return { aws, http, error: true, ...(throttlings.has(outcome.name) && { throttle: true }) };
}
