import { Anchor, Button, Text, Timeline } from '@mantine/core';
import { Link } from 'wouter';
import type { components } from '../../../client/src/index.ts';
import { useList } from '../api/use-list.ts';
import { InstantText } from '../format/dates.tsx';
import { usePortal, useScopes } from '../session/portal-context.ts';
import { ActorName } from './actor-name.tsx';
import { ErrorAlert } from './error-alert.tsx';
import { PageSection } from './facts.tsx';

/** How often lists of events are read again. */
export const eventRefreshMs = 4000;

/** The changes of a resource in the last 30 days: what, when, by whom, and by which request. */
export function EventHistory({ resourceId }: { resourceId: string }) {
  const { client } = usePortal();
  const isPermitted = useScopes()('events:read');
  const { rows, error, more } = useList({
    queryKey: ['latest-events', { resourceId }],
    readPage: cursor => client.GET('/portal/latest-events', { params: { query: { resourceId, ...cursor } } }),
    refetchInterval: eventRefreshMs,
  });
  if (!isPermitted) return null;
  return (
    <PageSection title="History">
      {error && <ErrorAlert error={error} />}
      {rows?.length === 0 && <Text c="dimmed">Nothing happened in the last 30 days.</Text>}
      <Timeline bulletSize={14} lineWidth={2} active={rows?.length ?? 0}>
        {rows?.map(event => (
          <Timeline.Item key={event.eventId} title={<EventTitle event={event} />}>
            <EventCause event={event} />
          </Timeline.Item>
        ))}
      </Timeline>
      {more && (
        <Button variant="default" size="xs" onClick={more.load} loading={more.isLoading}>
          Load more
        </Button>
      )}
    </PageSection>
  );
}

type AnyEvent = components['schemas']['Event'];

const EventTitle = ({ event: { eventId, type } }: { event: AnyEvent }) => (
  <Anchor component={Link} href={`/events/${eventId}`}>
    {type}
  </Anchor>
);

const EventCause = ({ event: { occurredAt, request } }: { event: AnyEvent }) => (
  <Text size="sm" c="dimmed" component="div">
    <InstantText at={occurredAt} /> by <ActorName actor={request?.actor} />
    {request && (
      <>
        , request{' '}
        <Anchor component={Link} href={`/look-up?requestId=${request.id}`} className="portal-id" size="sm">
          {request.id}
        </Anchor>
      </>
    )}
  </Text>
);
