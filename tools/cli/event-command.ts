import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { EventTypeName } from '../../lib/contract/event.ts';
import { TenantId } from '../../lib/contract/field-types.ts';
import { UsageError } from '../../lib/user-error.ts';
import { parseTarget } from '../local/dynamodb-target.ts';
import { EventFollower } from '../local/follow-events.ts';
import { toEventFilePath } from '../local/json-lines.ts';
import { parsePastTime } from './argument-parsers.ts';
import type { CommandOutput } from './run-tool.ts';
import { createStageOption } from './stage-option.ts';

const eventTypes: readonly string[] = EventTypeName.options;
const pollIntervalMs = 200;

interface Options {
  last: number;
  tenant?: string;
  type?: string;
  follow: boolean;
  stage?: string;
  replay?: true;
  since?: number;
  until?: number;
}

export interface EventCommandContext {
  environment: Record<string, string | undefined>;
  output: CommandOutput;
  /** Ends the command. */
  signal: AbortSignal;
}

/** `npx connect-api events`: the events that the servers of this machine have published, and the archive of a stage. */
export const createEventCommand = (context: EventCommandContext): Command =>
  new Command('npx connect-api events')
    .description('Shows the events of the API on this machine, one JSON object per line, until Ctrl-C.')
    .option('-n, --last <count>', 'number of past events to show first', parseEventCount, 10)
    .option('--tenant <id>', 'only the events of this tenant', parseTenantOption)
    .option('--type <type>', `only events of this type: ${eventTypes.join(', ')}`, parseEventType)
    .option('--no-follow', 'end after the past events')
    .addOption(createStageOption())
    .option('--replay', 'put the archived events of a stage on its bus again; webhooks do not get them')
    .option(
      '--since <time>',
      'with --replay: an instant such as 2026-11-20T12:00:00Z, or 12h or 3d ago (required)',
      parsePastTime,
    )
    .option('--until <time>', 'with --replay: the end of the time (default: now)', parsePastTime)
    .action(async (options: Options, command: Command) => {
      if (!isReplay(options)) return showEvents(options, context);
      rejectFilters(command);
      return replayEvents(options, context);
    });

const isReplay = ({ stage, replay, since, until }: Options): boolean =>
  [stage, replay, since, until].some(option => option !== undefined);

/** A replay has no filters. Without this error, it would put the events of all tenants on the bus. @throws UsageError */
function rejectFilters(command: Command): void {
  const isFiltered = ['tenant', 'type', 'last', 'follow'].some(name => command.getOptionValueSource(name) === 'cli');
  if (isFiltered)
    throw new UsageError(
      'A replay puts all events of a time on the bus: --tenant, --type, --last and --no-follow are not possible with it.',
    );
}

async function replayEvents(
  { stage, replay, since, until = Date.now() }: Options,
  { output }: EventCommandContext,
): Promise<void> {
  if (stage === undefined)
    throw new UsageError('Only a stage has an archive: add --stage. On this machine, the events are in a file.');
  if (!replay) throw new UsageError('The events of a stage are on its bus. To put them there again, add --replay.');
  if (since === undefined) throw new UsageError('Name the first time with --since, such as --since 2h.');
  if (since >= until) throw new UsageError('--since must be before --until.');
  // Loaded only here, because most uses are on this machine.
  const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
  const { replayStageEvents } = await import('./replay-stage-events.ts');
  const name = await replayStageEvents(
    new EventBridgeClient({}),
    stage,
    { sinceMs: since, untilMs: until },
    Date.now(),
  );
  output.log(name);
  output.error(
    `The replay has begun. Watch it with "aws events describe-replay --replay-name ${name}". Replayed events have the field replay-name.`,
  );
}

async function showEvents(
  { last: lastCount, follow, ...filter }: Options,
  context: EventCommandContext,
): Promise<void> {
  const { environment, output, signal } = context;
  const target = parseTarget(environment);
  if (target.kind === 'remote') {
    throw new UsageError(`${target.url} is not on this machine. The events of a stage are on its EventBridge bus.`);
  }
  const file = toEventFilePath(target.folder);
  const follower = new EventFollower(file, filter);
  if (!(await follower.exists())) {
    const message = `There are no events yet: ${file} does not exist. A server started with "npm start" writes it.`;
    if (!follow) throw new UsageError(message);
    output.error(message);
  }
  for (const line of await follower.last(lastCount)) output.log(line);
  while (follow && !signal.aborted) {
    await sleep(pollIntervalMs, undefined, { signal }).catch(() => {});
    for await (const line of follower.added()) output.log(line);
  }
}

function parseEventCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number from 0 to 999999.');
}

function parseTenantOption(text: string): string {
  if (TenantId.safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be 1 to 32 of the characters a-z 0-9 -.');
}

function parseEventType(text: string): string {
  if (eventTypes.includes(text)) return text;
  throw new InvalidArgumentError(`It must be one of ${eventTypes.join(', ')}.`);
}
