import { useParams } from 'wouter';
import { useResource } from '../../api/use-resource.ts';
import { ActorName } from '../../components/actor-name.tsx';
import { CodeBlock } from '../../components/code-block.tsx';
import { RequestLink } from '../../components/event-columns.tsx';
import { EventResource } from '../../components/event-resource.tsx';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { InstantText } from '../../format/dates.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { ResendEventDialog } from './resend-event-dialog.tsx';

/** One event. */
export function EventPage() {
  const { eventId = '' } = useParams();
  const { client } = usePortal();
  const query = useResource(['event', eventId], () =>
    client.GET('/events/{eventId}', { params: { path: { eventId } } }),
  );
  return (
    <ResourcePage
      title={query.data?.type ?? 'Event'}
      parent={{ path: '/events', label: 'Events' }}
      query={query}
      renderActions={() => <ResendEventDialog eventId={eventId} />}
    >
      {event => (
        <>
          <PageSection title="Details">
            <FactList
              facts={{
                Event: <CopyableId id={event.eventId} />,
                Resource: <EventResource event={event} />,
                When: <InstantText at={event.occurredAt} />,
                Who: <ActorName actor={event.request?.actor} />,
                Request: event.request && <RequestLink requestId={event.request.id} />,
                Version: event.sequence,
                'Left out': event.omitted?.join(', '),
              }}
            />
          </PageSection>
          <PageSection title="Content">
            <CodeBlock text={JSON.stringify(event.data, undefined, 2)} name="the content" />
          </PageSection>
        </>
      )}
    </ResourcePage>
  );
}
