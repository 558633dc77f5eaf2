import { Command } from 'commander';
import { toInstant } from '../../lib/domain/calendar.ts';
import { isAccepted } from '../../lib/jobs/webhooks/endpoint-health.ts';
import { countDeliveries, listLatestDeliveries, readDeliveryPages } from '../../lib/jobs/webhooks/list-deliveries.ts';
import {
  addEndpoint,
  cancelSecretRotation,
  confirmSecretRotation,
  disableEndpoint,
  type EndpointSettings,
  enableEndpoint,
  endSecretOverlap,
  removeEndpoint,
  rotateSecret,
  updateEndpoint,
  type WebhookProblem,
} from '../../lib/jobs/webhooks/manage-endpoints.ts';
import { replayDeadLetters, replayEvent, replaySince } from '../../lib/jobs/webhooks/replay-events.ts';
import { buildSignedHeaders } from '../../lib/jobs/webhooks/signature.ts';
import { createTestMessage } from '../../lib/jobs/webhooks/test-message.ts';
import type { WebhookEndpoint } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { listWebhookEndpoints } from '../../lib/jobs/webhooks/webhook-repository.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import { createLocalDependencies } from '../local/dependencies.ts';
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
import { checkWebhookUrl, type WebhookContext } from './webhook-context.ts';
import { formatPostOutcome, urlProblemMessages, webhookProblemMessages } from './webhook-messages.ts';
import {
  type DeadLetterRow,
  findOverlapEnd,
  formatDeadLetterTable,
  formatDeliveryTable,
  formatWebhookEndpointTable,
  toDeadLetterRow,
  toDeliveryRow,
  toWebhookEndpointRow,
} from './webhook-table.ts';

interface TenantOptions {
  tenant: string;
}
interface EndpointOptions extends TenantOptions {
  endpoint: string;
}

/** `npx connect-api webhooks`. @param openContext - is called when a command needs the tables */
export function createWebhookCommand(
  openContext: (context: Pick<StoreLocation, 'stage'>) => Promise<WebhookContext>,
  output: SecretOutput,
  now: () => number = Date.now,
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
    run: (context: WebhookContext, endpoint: WebhookEndpoint, options: O) => Promise<void>,
  ): Command =>
    subcommand<O>(name, description, async (context, tenantId, options) =>
      run(context, await requireEndpoint(context, tenantId, options.endpoint), options),
    ).requiredOption('--endpoint <id>', 'id of the endpoint, as shown by list', parseEndpointId);

  subcommand<TenantOptions & EndpointSettings>(
    'add <url>',
    'Add an endpoint and print its secret',
    async (context, tenantId, { name, eventTypes }, text) => {
      const problem = await checkWebhookUrl(text, context);
      if (problem !== undefined) throw new UsageError(urlProblemMessages[problem]);
      const settings = { name, eventTypes };
      const { secret, endpoint } = unwrapResult(
        await addEndpoint(context, tenantId, new URL(text).href, now(), settings),
      );
      await showSecret(output, {
        text: secret,
        undo: () => removeEndpoint(context, endpoint),
        undone: 'The endpoint was removed again.',
      });
      output.error(
        `The secret of the endpoint ${endpoint.endpointId} of tenant ${tenantId} is shown only now: store it safely.`,
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
    async (context, endpoint, { name, eventTypes, allEventTypes }) => {
      if (name === undefined && eventTypes === undefined && !allEventTypes)
        throw new UsageError('Name what to change: --name, --event-types or --all-event-types.');
      const changes = { name, eventTypes: allEventTypes ? null : eventTypes };
      const changed = unwrapResult(await updateEndpoint(context, endpoint, changes), endpoint.endpointId);
      const typesText = changed.eventTypes?.join(',') ?? 'all events';
      output.error(`The endpoint ${changed.endpointId} gets ${typesText}.`);
    },
  )
    .option('--name <text>', 'a name for the list', parseEndpointName)
    .option('--event-types <list>', 'the types of events that it gets, separated by commas', parseEventTypes)
    .option('--all-event-types', 'send it events of all types');

  endpointSubcommand('disable', 'Stop sending events to an endpoint', async (context, endpoint) => {
    unwrapResult(await disableEndpoint(context, endpoint, now()), endpoint.endpointId);
    output.error(
      `The endpoint ${endpoint.endpointId} is disabled. Deliveries that wait become dead letters, and new events are not queued for it.`,
    );
  });

  endpointSubcommand('enable', 'Send new events to a disabled endpoint again', async (context, endpoint) => {
    unwrapResult(await enableEndpoint(context, endpoint), endpoint.endpointId);
    output.error(
      `The endpoint ${endpoint.endpointId} is enabled and gets new events. To send earlier events, use replay --since.`,
    );
  });

  subcommand<TenantOptions & { json?: boolean; dead?: boolean }>(
    'list',
    'List the endpoints, without their secrets',
    async (context, tenantId, { json, dead }) => {
      const endpoints = await listWebhookEndpoints(context, tenantId);
      const printRows = <R>(rows: R[], table: (rows: R[]) => string) =>
        output.log(json ? JSON.stringify(rows, null, 2) : table(rows));
      if (dead) return printRows(await listDeadLetterRows(context, endpoints), formatDeadLetterTable);
      const toRow = async (endpoint: WebhookEndpoint) =>
        toWebhookEndpointRow(endpoint, await countDeliveries(endpoint, toDependencies(context)), toInstant(now()));
      printRows(await Promise.all(endpoints.map(toRow)), formatWebhookEndpointTable);
    },
  )
    .option('--dead', 'list the dead letters instead: events whose delivery failed for good')
    .option('--json', 'print JSON');

  endpointSubcommand(
    'remove',
    'Remove an endpoint; pending deliveries to it are cancelled',
    async (context, endpoint) => {
      await removeEndpoint(context, endpoint);
      output.error(`The endpoint ${endpoint.endpointId} was removed.`);
    },
  );

  endpointSubcommand<EndpointOptions & { overlap?: number }>(
    'rotate',
    'Create a new secret; messages are signed with both during the overlap',
    async (context, currentEndpoint, { overlap = parseDuration('24h') }) => {
      const nowMs = now();
      const { endpointId } = currentEndpoint;
      const { secret, secretId } = unwrapResult(await rotateSecret(context, currentEndpoint, nowMs), endpointId);
      await showSecret(output, {
        text: secret,
        undo: () => cancelSecretRotation(context, currentEndpoint, secretId),
        undone: 'The new secret was removed, and the old one stays in effect.',
      });
      const endpoint = unwrapResult(
        await confirmSecretRotation(context, currentEndpoint, secretId, overlap, nowMs),
        endpointId,
      );
      const overlapUntil = findOverlapEnd(endpoint, toInstant(nowMs));
      const overlapNote =
        overlapUntil === null
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
    async (context, endpoint) => {
      unwrapResult(await endSecretOverlap(context, endpoint), endpoint.endpointId);
      output.error(`Only the latest secret of the endpoint ${endpoint.endpointId} signs.`);
    },
  );

  endpointSubcommand('test', 'Send one signed event of the type webhook.test', async (context, endpoint) => {
    const message = createTestMessage(endpoint, now());
    const outcome = await context.post(endpoint.url, buildSignedHeaders(endpoint, message, now()), message.payload);
    const outcomeText = formatPostOutcome(outcome);
    if (!isAccepted(outcome))
      throw new UserError(`The endpoint did not accept the event ${message.eventId}: ${outcomeText}.`);
    output.log(`The endpoint accepted the event ${message.eventId}: ${outcomeText}`);
  });

  endpointSubcommand<EndpointOptions & { limit?: number; json?: boolean }>(
    'deliveries',
    'List the latest deliveries of an endpoint with every attempt',
    async (context, endpoint, { limit = 20, json }) => {
      const deliveries = await listLatestDeliveries(endpoint, limit, toDependencies(context));
      output.log(json ? JSON.stringify(deliveries.map(toDeliveryRow), null, 2) : formatDeliveryTable(deliveries));
    },
  )
    .option('--limit <count>', 'the number of deliveries, 1 to 100 (default: 20)', parseDeliveryLimit)
    .option('--json', 'print JSON');

  endpointSubcommand<EndpointOptions & { event?: string; since?: number }>(
    'replay',
    'Send events again: all dead letters, one event, or all events since a time',
    async (context, endpoint, { event, since }) => {
      if (event !== undefined && since !== undefined) throw new UsageError('Use either --event or --since.');
      if (endpoint.disabled)
        throw new UserError('The endpoint is disabled. Enable it with "npx connect-api webhooks enable" first.');
      const dependencies = { ...toDependencies(context), queue: await context.queue() };
      if (event !== undefined && !(await replayEvent(endpoint, event, dependencies)))
        throw new UserError(`The tenant has no event ${event}, or it is older than 30 days.`);
      const count = await (async () => {
        if (event !== undefined) return 1;
        return since === undefined
          ? replayDeadLetters(endpoint, dependencies)
          : replaySince(endpoint, since, dependencies);
      })();
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

const toDependencies = (context: WebhookContext) => createLocalDependencies(context);

async function requireEndpoint(
  context: WebhookContext,
  tenantId: string,
  endpointId: string,
): Promise<WebhookEndpoint> {
  const found = (await listWebhookEndpoints(context, tenantId)).find(endpoint => endpoint.endpointId === endpointId);
  return found ?? unwrapResult<WebhookEndpoint>({ problem: 'endpoint_not_found' }, endpointId);
}

async function listDeadLetterRows(context: WebhookContext, endpoints: WebhookEndpoint[]): Promise<DeadLetterRow[]> {
  const rows: DeadLetterRow[] = [];
  for (const endpoint of endpoints) {
    const pages = readDeliveryPages(endpoint, 'dead', toDependencies(context));
    for await (const deadLetters of pages) rows.push(...deadLetters.map(toDeadLetterRow));
  }
  return rows;
}

function unwrapResult<T extends object>(result: T | WebhookProblem, endpointId = ''): T {
  if ('problem' in result) throw new UserError(webhookProblemMessages[result.problem](endpointId));
  return result;
}
