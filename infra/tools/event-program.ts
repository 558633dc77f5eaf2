import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { LicenseEventType, SubscriptionEventType } from '../../lib/schemas/event.ts';
import { TenantId } from '../../lib/schemas/primitive.ts';
import { eventFileIn } from '../local/event-file.ts';
import { EventFollower } from '../local/follow-events.ts';
import { targetFrom } from '../local/target.ts';
import { Misused, type Output } from './run-tool.ts';

const types: string[] = [...LicenseEventType.options, ...SubscriptionEventType.options];
const lookEveryMs = 200;

interface Options {
  last: number;
  tenant?: string;
  type?: string;
  follow: boolean;
}

export interface EventToolPorts {
  environment: Record<string, string | undefined>;
  output: Output;
  /** Ends it. */
  signal: AbortSignal;
}

/** `npm run events`: what a server of this machine has told. */
export const eventProgram = (ports: EventToolPorts): Command =>
  new Command('npm run events --')
    .description('Shows the events of this machine, one JSON object a line, and goes on until Ctrl-C.')
    .option('-n, --last <count>', 'so many of those there are already', countFrom, 10)
    .option('--tenant <id>', 'of one tenant', tenantFrom)
    .option('--type <type>', `of one type: ${types.join(', ')}`, typeFrom)
    .option('--no-follow', 'end with those there are')
    .action((options: Options) => showEvents(options, ports));

async function showEvents({ last, follow, ...wanted }: Options, ports: EventToolPorts): Promise<void> {
  const { environment, output, signal } = ports;
  const target = targetFrom(environment);
  if (target.kind === 'remote') {
    throw new Misused(`${target.url} is not on this machine; the events of a stage are on its EventBridge bus.`);
  }
  const file = eventFileIn(target.folder);
  const follower = new EventFollower(file, wanted);
  if (!(await follower.exists())) {
    const sentence = `There is no ${file} yet; a server that was started with "npm start" writes it.`;
    if (!follow) throw new Misused(sentence);
    output.error(sentence);
  }
  for (const line of await follower.last(last)) output.log(line);
  while (follow && !signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
    for await (const line of follower.added()) output.log(line);
  }
}

function countFrom(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number from 0 to 999999.');
}

function tenantFrom(text: string): string {
  if (TenantId.safeParse(text).success) return text;
  throw new InvalidArgumentError('A tenant id has 1 to 32 of the characters a-z 0-9 -.');
}

function typeFrom(text: string): string {
  if (types.includes(text)) return text;
  throw new InvalidArgumentError(`It must be one of ${types.join(', ')}.`);
}
