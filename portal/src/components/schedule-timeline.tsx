import { Text, Timeline } from '@mantine/core';
import type { components } from '../../../client/src/index.ts';
import { DayText } from '../format/dates.tsx';
import { toWords } from '../format/words.ts';
import { PageSection } from './facts.tsx';

interface ScheduleTimelineProps {
  changes: readonly { status: string; scheduledAt: string }[];
  pendingProductOffering?: components['schemas']['PendingProductOffering'] | undefined;
}

/** Everything that is scheduled for a resource, in chronological order. */
export function ScheduleTimeline({ changes, pendingProductOffering: pending }: ScheduleTimelineProps) {
  const entries = [
    ...changes.map(({ status, scheduledAt }) => ({ text: `Becomes ${toWords(status)}`, scheduledAt })),
    ...(pending ? [{ text: `Changes to ${pending.product.name}`, scheduledAt: pending.scheduledAt }] : []),
  ].sort((first, second) => first.scheduledAt.localeCompare(second.scheduledAt));
  return (
    <PageSection title="Scheduled changes">
      {entries.length === 0 ? (
        <Text c="dimmed">Nothing is scheduled.</Text>
      ) : (
        <Timeline bulletSize={14} lineWidth={2}>
          {entries.map(({ text, scheduledAt }) => (
            <Timeline.Item key={text} title={text}>
              <Text size="sm" c="dimmed">
                on <DayText date={scheduledAt} />
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </PageSection>
  );
}
