import { DescribeArchiveCommand, type EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { toEventBusName } from '../../infra/resource-names.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import { describeStageError } from './stage-error.ts';

/** The time in which events were published, in epoch milliseconds. */
export interface ReplayPeriod {
  sinceMs: number;
  untilMs: number;
}

const dayMs = 24 * 3_600_000;
/** The time passes between the parsing of `30d` and the check of it. */
const clockToleranceMs = 60_000;
/** The limit of EventBridge. */
const maxNameLength = 64;

/**
 * Puts the archived events of a stage on its bus again.
 *
 * @returns the name of the replay
 * @throws UserError
 */
export async function replayStageEvents(
  client: EventBridgeClient,
  stage: string,
  { sinceMs, untilMs }: ReplayPeriod,
  nowMs: number,
): Promise<string> {
  const ArchiveName = toEventBusName(stage);
  try {
    const archive = await client.send(new DescribeArchiveCommand({ ArchiveName }));
    requireArchivedTime(sinceMs, archive.RetentionDays, nowMs);
    const ReplayName = createReplayName(ArchiveName, nowMs);
    await client.send(
      new StartReplayCommand({
        ReplayName,
        EventSourceArn: archive.ArchiveArn,
        EventStartTime: new Date(sinceMs),
        EventEndTime: new Date(untilMs),
        Destination: { Arn: archive.EventSourceArn },
      }),
    );
    return ReplayName;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const region = await client.config.region().catch(() => undefined);
    const lookup = {
      ...{ stage, region, resource: `archive ${ArchiveName}`, service: 'EventBridge' },
      actions: 'events:DescribeArchive and events:StartReplay',
    };
    throw new UserError(describeStageError(error, lookup), { cause: error });
  }
}

/** The name of each replay of an account is unique for 90 days, so it contains the time at which it was started. */
const createReplayName = (archiveName: string, nowMs: number): string => {
  const suffix = `-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}`;
  return archiveName.slice(0, maxNameLength - suffix.length) + suffix;
};

/** An archive without retention days stores events for ever. @throws UsageError */
function requireArchivedTime(sinceMs: number, retentionDays = 0, nowMs: number): void {
  const oldestMs = nowMs - retentionDays * dayMs;
  if (retentionDays === 0 || sinceMs >= oldestMs - clockToleranceMs) return;
  throw new UsageError(
    `--since is too early: the archive stores events for ${retentionDays} days, since ${new Date(oldestMs).toISOString()}.`,
  );
}
