import { Command, InvalidArgumentError } from 'commander';
import type { ResourceEvent } from '../../lib/contract/event.ts';
import type { PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { UserError } from '../../lib/user-error.ts';
import { executeOperation } from '../local/execute-operation.ts';
import { OperationError } from '../local/operation-error.ts';
import { parseTenantId } from './argument-parsers.ts';
import { requireTenant } from './require-tenant.ts';
import type { CommandOutput } from './run-tool.ts';
import { createStageOption } from './stage-option.ts';
import { formatTextTable, replaceControlCharacters } from './text-table.ts';
import type { StoreLocation, ToolStore } from './tool-store.ts';

interface TraceOptions extends Pick<StoreLocation, 'stage'> {
  tenant: string;
  json?: boolean;
}

/** Something that happened, as a line of the trace. */
interface TraceLine {
  at: string;
  what: string;
  resource: string;
  who: string;
  requestId: string;
}

/** The result of a trace: sentences about the ID itself, and what happened, oldest first. */
interface Trace {
  facts: string[];
  lines: TraceLine[];
}

/** `npx connect-api trace`. @param openStore - is called when the command needs the tables */
export const createTraceCommand = (
  openStore: (place: Pick<StoreLocation, 'stage'>) => Promise<ToolStore>,
  output: CommandOutput,
): Command =>
  new Command('npx connect-api trace')
    .description(
      'Shows what happened: by the ID of a request (X-Request-Id), of a license, subscription or order, or of an API key. Events are ' +
        'stored for 30 days, responses for 24 hours.',
    )
    .argument('<id>', 'the ID of a request, a license, a subscription, an order or an API key', parseTraceId)
    .requiredOption('--tenant <id>', 'the tenant', parseTenantId)
    .option('--json', 'print JSON')
    .addOption(createStageOption())
    .action(async (id: string, { stage, tenant, json }: TraceOptions) => {
      const store = await openStore({ stage });
      try {
        await requireTenant(store, tenant);
        const trace = await findTrace(store, tenant, id);
        output.log(json ? JSON.stringify(trace, null, 2) : formatTrace(trace));
      } finally {
        await store.close();
      }
    });

function parseTraceId(text: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be an ID, without spaces.');
}

/** @throws UserError if nothing is known about the ID */
async function findTrace(store: TableAccess, tenantId: string, id: string): Promise<Trace> {
  const finders = [traceApiKey, traceRequest, traceResource];
  for (const find of finders) {
    const trace = await find(store, tenantId, id);
    if (trace) return trace;
  }
  throw new UserError(
    `Nothing is known about ${id} in the tenant ${tenantId}. A request is found if it changed something in the last 30 days. ` +
      'Find other requests by this ID in the logs.',
  );
}

async function traceApiKey(store: TableAccess, tenantId: string, keyId: string): Promise<Trace | undefined> {
  const apiKeys: PortalApiKey[] = (await executeOperation(store, tenantId, 'listApiKeys')).items;
  const apiKey = apiKeys.find(each => each.keyId === keyId);
  if (!apiKey) return undefined;
  const changes = await listAudit(store, tenantId, { resource: [`/portal/api-keys/${keyId}`] });
  const reads = await listAudit(store, tenantId, { actorId: [keyId] });
  const events = (await listLatest(store, tenantId)).filter(({ request }) => request?.actor.id === keyId);
  const { state, scopes, lastUsedOn = 'never', createdBy } = apiKey;
  const author = createdBy ? ` Created by ${createdBy.name ?? createdBy.id}.` : '';
  return {
    facts: [`API key ${keyId}: ${state}, scopes ${scopes.join(',')}, last used: ${lastUsedOn}.${author}`],
    lines: sortByTime([...changes, ...reads, ...events.map(toEventLine)]),
  };
}

async function traceRequest(store: TableAccess, tenantId: string, requestId: string): Promise<Trace | undefined> {
  const found = await ignoreOperationError(executeOperation(store, tenantId, 'findRequest', { path: { requestId } }));
  if (!found) return undefined;
  const { idempotencyKey, operation, response } = found;
  const keyText = idempotencyKey === undefined ? 'without an idempotency key' : `idempotency key ${idempotencyKey}`;
  return {
    facts: [
      `Request ${requestId}: ${operation === undefined ? '' : `${operation}, `}${keyText}.`,
      ...(response ? [`Response ${response.status}: ${response.body}`] : ['The response is not stored.']),
    ],
    lines: found.events.map(toEventLine),
  };
}

async function traceResource(store: TableAccess, tenantId: string, resourceId: string): Promise<Trace | undefined> {
  const events = await listLatest(store, tenantId, resourceId);
  if (events.length === 0) return undefined;
  return {
    facts: [`The latest ${events.length} events of ${resourceId}:`],
    lines: sortByTime(events.map(toEventLine)),
  };
}

const listLatest = async (store: TableAccess, tenantId: string, resourceId?: string): Promise<ResourceEvent[]> => {
  const query = { limit: ['100'], ...(resourceId !== undefined && { resourceId: [resourceId] }) };
  return (await ignoreOperationError(executeOperation(store, tenantId, 'listLatestEvents', { query })))?.items ?? [];
};

/** An entry of the audit log, as the API lists it. */
interface AuditEntryView {
  at: string;
  action: string;
  actor: { type: string; id: string };
  resource: string;
  requestId?: string;
}

async function listAudit(store: TableAccess, tenantId: string, query: Record<string, string[]>): Promise<TraceLine[]> {
  const { items }: { items: AuditEntryView[] } = await executeOperation(store, tenantId, 'listAuditLog', { query });
  return items.map(({ at, action, actor, resource, requestId = '-' }) => ({
    ...{ at, what: action, resource, who: `${actor.type} ${actor.id}`, requestId },
  }));
}

const toEventLine = ({ occurredAt, type, data, request }: ResourceEvent): TraceLine => ({
  at: occurredAt,
  what: type,
  resource: 'orderId' in data ? data.orderId : 'licenseId' in data ? data.licenseId : data.subscriptionId,
  who: request ? `${request.actor.type} ${request.actor.id}` : 'schedule or import',
  requestId: request?.id ?? '-',
});

const sortByTime = (lines: TraceLine[]): TraceLine[] => lines.toSorted((a, b) => (a.at < b.at ? -1 : 1));

/** An ID of another kind is not found, or has a form that the operation rejects. */
async function ignoreOperationError<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof OperationError) return undefined;
    throw error;
  }
}

const formatTrace = ({ facts, lines }: Trace): string =>
  [
    ...facts.map(replaceControlCharacters),
    formatTextTable(
      ['TIME', 'WHAT', 'RESOURCE', 'WHO', 'REQUEST'],
      lines.map(({ at, what, resource, who, requestId }) => [
        at,
        what,
        resource,
        replaceControlCharacters(who),
        requestId,
      ]),
    ),
  ].join('\n');
