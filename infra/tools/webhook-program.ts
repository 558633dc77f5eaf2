import { Command } from 'commander';
import { toInstant } from '../../lib/domain/calendar.ts';
import { isTaken } from '../../lib/webhooks/attempt.ts';
import { replay } from '../../lib/webhooks/replay.ts';
import { signedHeaders } from '../../lib/webhooks/sign.ts';
import { testMessage } from '../../lib/webhooks/test-message.ts';
import {
  addEndpoint,
  removeEndpoint,
  rotateSecret,
  type WebhookProblem,
} from '../../lib/webhooks/webhook-administration.ts';
import type { WebhookEndpoint } from '../../lib/webhooks/webhook-endpoint.ts';
import { countDeadLetters, deadLetterPages, listEndpoints } from '../../lib/webhooks/webhook-store.ts';
import { Unusable } from '../local/unusable.ts';
import { durationFrom, tenantIdFrom } from './key-arguments.ts';
import { Misused, type Output } from './run-tool.ts';
import { stageNameFrom } from './stage-name.ts';
import type { Place } from './store.ts';
import { tenantIn } from './tenant-in.ts';
import { endpointIdFrom, eventIdFrom } from './webhook-arguments.ts';
import { judgeUrl, type WebhookPlace } from './webhook-place.ts';
import { outcomeSentence, problemSentences, urlSentences } from './webhook-sentences.ts';
import { type DeadLetterRow, deadLetterRow, deadLetterTable, endpointRow, endpointTable } from './webhook-table.ts';

interface TenantOptions {
  tenant: string;
}
interface EndpointOptions extends TenantOptions {
  endpoint: string;
}

/** The command line that manages webhook endpoints. @param open - finds where they are kept, when it is needed */
export function webhookProgram(
  open: (place: Pick<Place, 'stage'>) => Promise<WebhookPlace>,
  output: Output,
  now: () => number = Date.now,
): Command {
  const program = new Command('npm run webhooks --')
    .description('Where a tenant hears of changes. Secrets are shown once, when they are made.')
    .option(
      '--stage <name>',
      'a deployed stage, with the AWS credentials and region of the environment',
      stageNameFrom,
    );
  program.on('command:*', ([name]: string[]) => {
    const known = program.commands.map(command => command.name()).join(', ');
    program.error(`error: unknown command '${name}'; there are ${known}.`);
  });

  /** All of them work on one tenant's endpoints. */
  const subcommand = <O extends TenantOptions>(
    name: string,
    description: string,
    work: (place: WebhookPlace, tenantId: string, options: O, argument: string) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .requiredOption('--tenant <id>', 'whose endpoints', tenantIdFrom)
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const options = command.opts<O>();
        const place = await open({ stage: program.opts<Place>().stage });
        try {
          const { tenantId } = await tenantIn(place, options.tenant);
          await work(place, tenantId, options, command.args[0] ?? '');
        } finally {
          await place.close();
        }
      });

  const ofEndpoint = <O extends EndpointOptions>(
    name: string,
    description: string,
    work: (place: WebhookPlace, endpoint: WebhookEndpoint, options: O) => Promise<void>,
  ): Command =>
    subcommand<O>(name, description, async (place, tenantId, options) =>
      work(place, await endpointIn(place, tenantId, options.endpoint), options),
    ).requiredOption('--endpoint <id>', 'which one: the id that list shows', endpointIdFrom);

  subcommand('add <url>', 'Send events to an address and print the secret', async (place, tenantId, _, text) => {
    const problem = await judgeUrl(text, place);
    if (problem !== undefined) throw new Misused(urlSentences[problem]);
    const { secret, endpoint } = orThrow(await addEndpoint(place, tenantId, new URL(text).href, now()));
    output.log(secret);
    output.error(
      `The secret of the endpoint ${endpoint.endpointId} of tenant ${tenantId} is shown this once: keep it.`,
    );
  });

  subcommand<TenantOptions & { json?: boolean; dead?: boolean }>(
    'list',
    'Show the endpoints, never their secrets',
    async (place, tenantId, { json, dead }) => {
      const endpoints = await listEndpoints(place, tenantId);
      const show = <R>(rows: R[], table: (rows: R[]) => string) =>
        output.log(json ? JSON.stringify(rows, null, 2) : table(rows));
      if (dead) return show(await deadLettersOf(place, endpoints), deadLetterTable);
      const counts = await Promise.all(endpoints.map(endpoint => countDeadLetters(place, endpoint)));
      const at = toInstant(now());
      show(
        endpoints.map((endpoint, index) => endpointRow(endpoint, counts[index] ?? 0, at)),
        endpointTable,
      );
    },
  )
    .option('--dead', 'show the events that were given up instead')
    .option('--json', 'as JSON');

  ofEndpoint('remove', 'Send nothing more there, not even what is on its way', async (place, endpoint) => {
    await removeEndpoint(place, endpoint);
    output.error(`The endpoint ${endpoint.endpointId} is removed.`);
  });

  ofEndpoint<EndpointOptions & { overlap?: number }>(
    'rotate',
    'Make a new secret and let the old one sign too for a while',
    async (place, found, { overlap = durationFrom('24h') }) => {
      const nowMs = now();
      const { secret, endpoint } = orThrow(await rotateSecret(place, found, overlap, nowMs), found.endpointId);
      output.log(secret);
      const { overlapUntil } = endpointRow(endpoint, 0, toInstant(nowMs));
      const old = overlapUntil === null ? 'The old one signs no more.' : `The old one signs too until ${overlapUntil}.`;
      output.error(`The new secret of the endpoint ${endpoint.endpointId} is shown this once: keep it. ${old}`);
    },
  ).option('--overlap <time>', 'for how long the old one signs too (default: 24h)', durationFrom);

  ofEndpoint('test', 'Send one signed event of the type webhook.test now', async (place, endpoint) => {
    const message = testMessage(endpoint, now());
    const answer = await place.post(endpoint.url, signedHeaders(endpoint, message, now()), message.payload);
    const said = outcomeSentence(answer);
    if (!isTaken(answer)) throw new Unusable(`The endpoint did not take the event ${message.eventId}: ${said}.`);
    output.log(`The endpoint took the event ${message.eventId}: ${said}`);
  });

  ofEndpoint<EndpointOptions & { event?: string }>(
    'replay',
    'Send the events that were given up again',
    async (place, endpoint, { event }) => {
      const count = await replay(place, await place.queue(), endpoint, event, now());
      if (event !== undefined && count === 0) throw new Unusable(`The event ${event} was not given up there.`);
      output.log(`${count} on the way again.`);
    },
  ).option('--event <id>', 'only this one: an id that list --dead shows', eventIdFrom);

  return program;
}

async function endpointIn(place: WebhookPlace, tenantId: string, endpointId: string): Promise<WebhookEndpoint> {
  const found = (await listEndpoints(place, tenantId)).find(endpoint => endpoint.endpointId === endpointId);
  return found ?? orThrow<WebhookEndpoint>({ problem: 'endpoint_not_found' }, endpointId);
}

async function deadLettersOf(place: WebhookPlace, endpoints: WebhookEndpoint[]): Promise<DeadLetterRow[]> {
  const rows: DeadLetterRow[] = [];
  for (const endpoint of endpoints) {
    for await (const letters of deadLetterPages(place, endpoint)) rows.push(...letters.map(deadLetterRow));
  }
  return rows;
}

function orThrow<T extends object>(result: T | WebhookProblem, endpointId = ''): T {
  if ('problem' in result) throw new Unusable(problemSentences[result.problem](endpointId));
  return result;
}
