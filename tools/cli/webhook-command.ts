import { Command } from 'commander';
import type { PortalOperationName } from '../../functions/endpoints.ts';
import { buildErrorBody } from '../../lib/contract/errors.ts';
import type { WebhookDelivery, WebhookWithHealth } from '../../lib/contract/webhook.ts';
import { hourMs } from '../../lib/domain/calendar.ts';
import { buildAuditWrite } from '../../lib/dynamodb/items/audit-item.ts';
import { commitWrites, findItem } from '../../lib/dynamodb/table-access.ts';
import { toWebhookPath } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { replayDeadLetters, replayEvent, replaySince } from '../../lib/jobs/webhooks/replay-events.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import { createLocalDependencies } from '../local/dependencies.ts';
import { executeOperation } from '../local/execute-operation.ts';
import { createToolAuditEntry } from '../local/tool-identity.ts';
import { parseDuration, parsePastTime, parseTenantId } from './argument-parsers.ts';
import { requireTenant } from './require-tenant.ts';
import type { SecretOutput } from './run-tool.ts';
import { showSecret } from './show-secret.ts';
import { createStageOption } from './stage-option.ts';
import type { StoreLocation } from './tool-store.ts';
import {
  parseDeliveryLimit,
  parseEndpointId,
  parseEndpointName,
  parseEventId,
  parseEventTypes,
} from './webhook-arguments.ts';
import type { WebhookContext } from './webhook-context.ts';
import { formatPostOutcome } from './webhook-messages.ts';
import { findOverlapEnd, formatDeadLetterTable, formatDeliveryTable, formatWebhookTable } from './webhook-table.ts';

interface TenantOptions {
  tenant: string;
}
interface EndpointOptions extends TenantOptions {
  endpoint: string;
}
interface EndpointSettings {
  name?: string;
  eventTypes?: string[];
}

/** An endpoint that a command works on. */
interface NamedEndpoint {
  tenantId: string;
  endpointId: string;
  /** Executes an operation on the endpoint. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the response is that of the operation
  execute(operation: EndpointOperationName, body?: object): Promise<any>;
}
type EndpointOperationName = Extract<PortalOperationName, `${string}Webhook${string}`>;

/** `npx connect-api webhooks`. @param openContext - is called when a command needs the tables */
export function createWebhookCommand(
  openContext: (context: Pick<StoreLocation, 'stage'>) => Promise<WebhookContext>,
  output: SecretOutput,
): Command {
  const program = new Command('npx connect-api webhooks')
    .description('Manages the webhook endpoints of a tenant. A secret is shown only once, when it is created.')
    .addOption(createStageOption());
  program.on('command:*', ([name]: string[]) => {
    const knownCommands = program.commands.map(command => command.name()).join(', ');
    program.error(`error: unknown command '${name}'. Commands: ${knownCommands}.`);
  });

  /** A command on the webhook endpoints of one tenant. */
  const subcommand = <O extends TenantOptions>(
    name: string,
    description: string,
    run: (context: WebhookContext, tenantId: string, options: O, argument: string) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption('--tenant <id>', 'the tenant of the endpoints', parseTenantId)
      .action(async (...actionArguments: unknown[]) => {
        const command = actionArguments.at(-1) as Command;
        const options = command.opts<O>();
        const context = await openContext({ stage: program.opts<StoreLocation>().stage });
        try {
          const { tenantId } = await requireTenant(context, options.tenant);
          await run(context, tenantId, options, command.args[0] ?? '');
        } finally {
          await context.close();
        }
      });

  const endpointSubcommand = <O extends EndpointOptions>(
    name: string,
    description: string,
    run: (context: WebhookContext, endpoint: NamedEndpoint, options: O) => Promise<void>,
  ): Command =>
    subcommand<O>(name, description, async (context, tenantId, options) => {
      const { endpoint: endpointId } = options;
      const execute = (operation: EndpointOperationName, body: object = {}) =>
        executeOperation(context, tenantId, operation, { path: { endpointId }, body }, { effects: context.effects });
      await run(context, { tenantId, endpointId, execute }, options);
    }).requiredOption('--endpoint <id>', 'id of the endpoint, as shown by list', parseEndpointId);

  subcommand<TenantOptions & EndpointSettings>(
    'add <url>',
    'Add an endpoint and print its secret',
    async (context, tenantId, { name, eventTypes }, url) => {
      const { effects } = context;
      const body = { url, name, eventTypes };
      const { webhook, secret } = await executeOperation(context, tenantId, 'addWebhook', { body }, { effects });
      const { endpointId } = webhook;
      await showSecret(output, {
        text: secret,
        undo: () => executeOperation(context, tenantId, 'removeWebhook', { path: { endpointId } }),
        undone: 'The endpoint was removed again.',
        remedy: `Remove the endpoint ${endpointId}.`,
      });
      output.error(
        `The secret of the endpoint ${endpointId} of tenant ${tenantId} is shown only now: store it safely.`,
      );
    },
  )
    .option('--name <text>', 'a name for the list', parseEndpointName)
    .option(
      '--event-types <list>',
      'the types of events that it gets, separated by commas (default: all)',
      parseEventTypes,
    );

  endpointSubcommand<EndpointOptions & EndpointSettings & { allEventTypes?: true }>(
    'update',
    'Change the name or the event types of an endpoint',
    async (_, endpoint, { name, eventTypes, allEventTypes }) => {
      if (name === undefined && eventTypes === undefined && !allEventTypes)
        throw new UsageError('Name what to change: --name, --event-types or --all-event-types.');
      const changed = await endpoint.execute('updateWebhook', { name, eventTypes, allEventTypes });
      const typesText = changed.eventTypes?.join(',') ?? 'all events';
      output.error(`The endpoint ${changed.endpointId} gets ${typesText}.`);
    },
  )
    .option('--name <text>', 'a name for the list', parseEndpointName)
    .option('--event-types <list>', 'the types of events that it gets, separated by commas', parseEventTypes)
    .option('--all-event-types', 'send it events of all types');

  endpointSubcommand('disable', 'Stop sending events to an endpoint', async (_, endpoint) => {
    await endpoint.execute('updateWebhook', { enabled: false });
    output.error(
      `The endpoint ${endpoint.endpointId} is disabled. Deliveries that wait become dead letters, and new events are not queued for it.`,
    );
  });

  endpointSubcommand('enable', 'Send new events to a disabled endpoint again', async (_, endpoint) => {
    await endpoint.execute('updateWebhook', { enabled: true });
    output.error(
      `The endpoint ${endpoint.endpointId} is enabled and gets new events. To send earlier events, use replay --since.`,
    );
  });

  subcommand<TenantOptions & { json?: boolean; dead?: boolean }>(
    'list',
    'List the endpoints, without their secrets',
    async (context, tenantId, { json, dead }) => {
      const webhooks: WebhookWithHealth[] = (await executeOperation(context, tenantId, 'listWebhooks')).items;
      const printRows = <R>(rows: R[], table: (rows: R[]) => string) =>
        output.log(json ? JSON.stringify(rows, null, 2) : table(rows));
      if (!dead) return printRows(webhooks, formatWebhookTable);
      const deadLetters: WebhookDelivery[] = [];
      for (const { endpointId } of webhooks)
        deadLetters.push(...(await listDeadLetters(context, tenantId, endpointId)));
      printRows(deadLetters, formatDeadLetterTable);
    },
  )
    .option('--dead', 'list the dead letters instead: events whose delivery failed for good')
    .option('--json', 'print JSON');

  endpointSubcommand('remove', 'Remove an endpoint; pending deliveries to it are cancelled', async (_, endpoint) => {
    await endpoint.execute('removeWebhook');
    output.error(`The endpoint ${endpoint.endpointId} was removed.`);
  });

  endpointSubcommand<EndpointOptions & { overlap?: number }>(
    'rotate',
    'Create a new secret; messages are signed with both during the overlap',
    async (_, endpoint, { overlap = parseDuration('24h') }) => {
      const { secret, secretId: newSecretId } = await endpoint.execute('rotateWebhookSecret');
      await showSecret(output, {
        text: secret,
        undo: () => endpoint.execute('cancelWebhookRotation', { newSecretId }),
        undone: 'The new secret was removed, and the old one stays in effect.',
        remedy: 'Rotate the secret again.',
      });
      const overlapHours = overlap / hourMs;
      const overlapUntil = findOverlapEnd(
        await endpoint.execute('confirmWebhookSecret', { newSecretId, overlapHours }),
      );
      const overlapNote =
        overlapUntil === undefined
          ? 'The old secret is no longer used.'
          : `Messages are also signed with the old secret until ${overlapUntil}.`;
      output.error(
        `The new secret of the endpoint ${endpoint.endpointId} is shown only now: store it safely. ${overlapNote}`,
      );
    },
  ).option('--overlap <time>', 'time during which the old secret is used too (default: 24h)', parseDuration);

  endpointSubcommand(
    'end-overlap',
    'End the overlap of a rotation now, for example because the old secret leaked',
    async (context, { tenantId, endpointId, execute }) => {
      const webhooks: WebhookWithHealth[] = (await executeOperation(context, tenantId, 'listWebhooks')).items;
      const [newest] = webhooks.find(webhook => webhook.endpointId === endpointId)?.secrets ?? [];
      await execute('confirmWebhookSecret', { newSecretId: newest?.secretId ?? '0'.repeat(12), overlapHours: 0 });
      output.error(`Only the latest secret of the endpoint ${endpointId} signs.`);
    },
  );

  endpointSubcommand('test', 'Send one signed event of the type webhook.test', async (_, endpoint) => {
    const { eventId, accepted, ...outcome } = await endpoint.execute('testWebhook');
    const outcomeText = formatPostOutcome(outcome);
    if (!accepted) throw new UserError(`The endpoint did not accept the event ${eventId}: ${outcomeText}.`);
    output.log(`The endpoint accepted the event ${eventId}: ${outcomeText}`);
  });

  endpointSubcommand<EndpointOptions & { limit?: number; json?: boolean }>(
    'deliveries',
    'List the latest deliveries of an endpoint with every attempt',
    async (context, { tenantId, endpointId }, { limit = 20, json }) => {
      const input = { path: { endpointId }, query: { limit: [String(limit)] } };
      const { items } = await executeOperation(context, tenantId, 'listWebhookDeliveries', input);
      output.log(json ? JSON.stringify(items, null, 2) : formatDeliveryTable(items));
    },
  )
    .option('--limit <count>', 'the number of deliveries, 1 to 100 (default: 20)', parseDeliveryLimit)
    .option('--json', 'print JSON');

  endpointSubcommand<EndpointOptions & { event?: string; since?: number }>(
    'replay',
    'Send events again: all dead letters, one event, or all events since a time',
    async (context, { tenantId, endpointId }, { event, since }) => {
      if (event !== undefined && since !== undefined) throw new UsageError('Use either --event or --since.');
      const endpoint = await findItem(context, webhookEndpointRef(tenantId, endpointId));
      if (!endpoint) throw new UserError(unknownEndpoint);
      if (endpoint.disabled)
        throw new UserError('The endpoint is disabled. Enable it with "npx connect-api webhooks enable" first.');
      const dependencies = { ...createLocalDependencies(context), queue: await context.queue() };
      if (event !== undefined && !(await replayEvent(endpoint, event, dependencies)))
        throw new UserError(`The tenant has no event ${event}, or it is older than 30 days.`);
      const count = await (async () => {
        if (event !== undefined) return 1;
        return since === undefined
          ? replayDeadLetters(endpoint, dependencies)
          : replaySince(endpoint, since, dependencies);
      })();
      // All messages were sent, which a portal page would do in many requests. A crash before this leaves messages without an entry.
      const audited = { action: 'webhook.replayed', resource: toWebhookPath(endpoint), changes: { count } } as const;
      await commitWrites(context, buildAuditWrite(createToolAuditEntry(tenantId, audited), dependencies.newId()));
      output.log(`Events that are being delivered again: ${count}`);
    },
  )
    .option('--event <id>', 'id of one event (default: all dead letters)', parseEventId)
    .option(
      '--since <time>',
      'all events since then, also those that were delivered: an instant such as 2026-11-20T12:00:00Z, or 12h or 3d ago',
      parsePastTime,
    );

  return program;
}

const unknownEndpoint = buildErrorBody('webhook_endpoint_not_found').message;

async function listDeadLetters(
  context: WebhookContext,
  tenantId: string,
  endpointId: string,
): Promise<WebhookDelivery[]> {
  const deadLetters: WebhookDelivery[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { state: ['DEAD'], limit: ['100'], ...(cursor && { cursor: [cursor] }) };
    const input = { path: { endpointId }, query };
    const { items, pagination } = await executeOperation(context, tenantId, 'listWebhookDeliveries', input);
    deadLetters.push(...items);
    cursor = pagination.nextCursor;
  } while (cursor);
  return deadLetters;
}
