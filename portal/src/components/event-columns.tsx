import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { components } from '../../../client/src/index.ts';
import { InstantText } from '../format/dates.tsx';
import { ActorName } from './actor-name.tsx';
import type { DataColumn } from './data-table.tsx';
import { EventResource } from './event-resource.tsx';

/** The columns of a table of events. */
export const eventColumns: readonly DataColumn<components['schemas']['Event']>[] = [
  {
    header: 'Event',
    render: ({ eventId, type }) => (
      <Anchor component={Link} href={`/events/${eventId}`}>
        {type}
      </Anchor>
    ),
  },
  { header: 'Resource', render: event => <EventResource event={event} /> },
  { header: 'When', render: ({ occurredAt }) => <InstantText at={occurredAt} /> },
  { header: 'Who', render: ({ request }) => <ActorName actor={request?.actor} /> },
  { header: 'Request', render: ({ request }) => (request ? <RequestLink requestId={request.id} /> : '–') },
];

/** A link to what is known about a request. */
export const RequestLink = ({ requestId }: { requestId: string }) => (
  <Anchor component={Link} href={`/look-up?requestId=${requestId}`} title={requestId}>
    {requestId.slice(0, 8)}…
  </Anchor>
);
