import { text } from 'node:stream/consumers';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import { HttpRequest } from '@smithy/core/transport';
import type {
  EndpointBearer,
  HandlerExecutionContext,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  ResponseMetadata,
  SerdeFunctions,
} from '@smithy/types';

type Context = HandlerExecutionContext & SerdeFunctions;

/**
 * DynamoDB's protocol for a client whose items contain no binary values: inputs and outputs are passed through as JSON instead of
 * being converted member by member according to their schemas. The SDK still creates the exceptions from DynamoDB's errors.
 */
export class JsonProtocol extends AwsJson1_0Protocol {
  override async serializeRequest<Input extends object>(
    { name }: OperationSchema,
    input: Input,
    context: Context & EndpointBearer,
  ): Promise<HttpRequest> {
    const { protocol, hostname, port, path } = await context.endpoint();
    const body = JSON.stringify(input);
    const headers = {
      host: port ? `${hostname}:${port}` : hostname,
      'content-type': this.getDefaultContentType(),
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'connect-api',
      'x-amz-target': `${this.serviceTarget}.${name}`,
    };
    return new HttpRequest({ method: 'POST', protocol, hostname, ...(port && { port }), path, headers, body });
  }

  /** Only a complete JSON object with status 200 is a success. */
  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: Context,
    response: HttpResponse,
  ): Promise<Output> {
    const body = await text(response.body);
    const $metadata = this.deserializeMetadata(response);
    if (response.statusCode === 200) return Object.assign(parseObject(body), { $metadata }) as object as Output;
    return this.handleError(operation, context, response, parseNamedError(body, $metadata), $metadata);
  }
}

/** @throws a SyntaxError for anything else than a JSON object. Members that are null are absent, as for the SDK. */
function parseObject(body: string): Record<string, unknown> {
  const value: unknown = JSON.parse(body);
  if (!isObject(value)) throw new SyntaxError('DynamoDB responded with JSON that is not an object.');
  for (const name of Object.keys(value)) if (value[name] === null) delete value[name];
  return value;
}

/**
 * A proxy may respond instead of DynamoDB, without JSON or without DynamoDB's error name. Whatever else such a response contains,
 * it does not prove that DynamoDB refused the request.
 *
 * @throws an exception that is named `UnknownError` for such a response
 */
function parseNamedError(body: string, $metadata: ResponseMetadata): Record<string, unknown> {
  const message = `DynamoDB responded with status ${$metadata.httpStatusCode}.`;
  const unknownError = new DynamoDBServiceException({ name: 'UnknownError', $fault: 'server', message, $metadata });
  try {
    const error = parseObject(body);
    const { __type: name, CancellationReasons: reasons = [] } = error;
    if (typeof name === 'string' && Array.isArray(reasons) && reasons.every(isObject)) return error;
  } catch (cause) {
    throw Object.assign(unknownError, { cause });
  }
  throw unknownError;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
