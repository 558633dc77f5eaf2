import {
  DescribeArchiveCommand,
  type EventBridgeClient,
  ResourceNotFoundException,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { toEventBusName } from '../../infra/resource-names.ts';
import { UserError } from '../../lib/user-error.ts';

/** The time in which events were published, in epoch milliseconds. */
export interface ReplayPeriod {
  sinceMs: number;
  untilMs: number;
}

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
): Promise<string> {
  const ArchiveName = toEventBusName(stage);
  try {
    const archive = await client.send(new DescribeArchiveCommand({ ArchiveName }));
    const ReplayName = `${ArchiveName}-${new Date(untilMs).toISOString().replace(/[:.]/g, '-')}`.slice(0, 64);
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
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new UserError(
      `There is no archive ${ArchiveName} in this account and region: deploy the stage ${stage} first.`,
      { cause: error },
    );
  }
}
