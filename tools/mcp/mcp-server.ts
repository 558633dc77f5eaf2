import { randomUUID } from 'node:crypto';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import type { createConnectClient } from '../../client/src/create-connect-client.ts';
import { hasScope } from '../../lib/auth/api-key.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { buildErrorResult, callOperation, describeCause, findArgumentError } from './call-operation.ts';
import { DeliveryTransport } from './delivery-transport.ts';
import { GeneratedIdempotencyKeys, toCommandId } from './idempotency-keys.ts';
import { buildTools, type OperationTool } from './tools.ts';

type ConnectClient = ReturnType<typeof createConnectClient>;

/** Serves the API over the Model Context Protocol, on standard input and output. */
export async function serveMcp(client: ConnectClient): Promise<void> {
  const server = new Server(
    { name: 'connect-api', title: 'Connect API', version: packageJson.version },
    { capabilities: { tools: {}, logging: {} }, instructions },
  );
  const transport = new DeliveryTransport();
  const tools = buildTools();
  const keys = new GeneratedIdempotencyKeys(randomUUID);

  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await listAllowedTools(client, tools) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestId, signal }) => {
    const operationTool = tools.find(({ tool }) => tool.name === params.name);
    if (!operationTool) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    const args = params.arguments ?? {};
    const argumentError = findArgumentError(operationTool, args);
    if (argumentError !== undefined) return buildErrorResult(argumentError);
    const { idempotencyKey, ...others } = args as { idempotencyKey?: string };
    const isKeyGenerated = isCommandEndpoint(operationTool.endpoint) && idempotencyKey === undefined;
    if (!isKeyGenerated) return (await callOperation(client, operationTool, others, idempotencyKey, signal)).result;
    return callWithGeneratedKey(operationTool, others, requestId, signal);
  });

  async function callWithGeneratedKey(
    operationTool: OperationTool,
    args: Record<string, unknown>,
    requestId: RequestId,
    signal: AbortSignal,
  ): Promise<CallToolResult> {
    const { name } = operationTool.tool;
    const command = toCommandId(name, args);
    const { idempotencyKey, isNew } = keys.begin(command);
    let isDelivered = false;
    try {
      // Announced before the request, because the assistant may stop waiting before the response.
      const data = `${name} has the idempotency key ${idempotencyKey}${isNew ? '' : ', like the last call with these arguments'}.`;
      await server.sendLoggingMessage({ level: 'notice', logger: 'connect-api', data });
      const { result, isKnown } = await callOperation(client, operationTool, args, idempotencyKey, signal);
      isDelivered = isKnown && !signal.aborted;
      if (isDelivered) transport.watchCancellation(requestId, () => keys.reopen(command, idempotencyKey));
      return result;
    } finally {
      keys.end(command, isDelivered);
    }
  }

  await server.connect(transport);
}

const instructions =
  'Every command takes an idempotency key. If a command ends without a result, call the same tool with the same arguments again: it ' +
  'is carried out once. Never change the arguments of a command whose outcome you do not know.';

/** Lists the tools that the scopes of the API key allow. */
async function listAllowedTools(client: ConnectClient, tools: OperationTool[]) {
  const { data, error } = await client.GET('/api-key').catch((cause: unknown) => {
    throw new McpError(ErrorCode.InternalError, `The API at CONNECT_URL did not answer: ${describeCause(cause)}.`);
  });
  if (!data) throw new McpError(ErrorCode.InvalidRequest, `The API refuses CONNECT_API_KEY: ${error.message}`);
  const isAllowed = ({ endpoint: { scope } }: OperationTool) => scope === undefined || hasScope(data, scope);
  return tools.filter(isAllowed).map(({ tool }) => tool);
}
