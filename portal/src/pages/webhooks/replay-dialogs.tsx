import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { DateField } from '../../components/form-fields.tsx';
import { useToday } from '../../format/dates.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { type ReplayInput, readDeadLetterIds, readEventIdsSince, replayEvents } from './replay-events.ts';
import type { ListedWebhook } from './webhook-texts.tsx';

const doneText = 'The events are sent again.';

/** Sends one event to an endpoint again. */
export function ReplayEventDialog({ endpointId, eventId }: { endpointId: string; eventId: string }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Replay"
      title="Send the event again"
      scope="webhooks:write"
      submitLabel="Send"
      doneText="The event is sent again."
      button={{ size: 'xs' }}
      readInput={(): ReplayInput => ({ endpointId, eventIds: [eventId] })}
      call={(input: ReplayInput, headers) => replayEvents(client, input, headers)}
    >
      <Text>The event is sent again, with a new retry window of 24 hours.</Text>
    </CommandDialog>
  );
}

/** Sends all dead letters of an endpoint again. */
export function ReplayDeadLettersDialog({ webhook: { endpointId } }: { webhook: ListedWebhook }) {
  const { client } = usePortal();
  const [eventIds, setEventIds] = useState<string[]>([]);
  return (
    <CommandDialog
      label="Replay all dead letters"
      title="Send all dead letters again"
      scope="webhooks:write"
      submitLabel="Send"
      doneText={doneText}
      button={{ size: 'xs' }}
      canSubmit={eventIds.length > 0}
      readInput={(): ReplayInput => ({ endpointId, eventIds })}
      call={(input: ReplayInput, headers) => replayEvents(client, input, headers)}
    >
      <EventCount
        queryKey={['dead-letters', endpointId]}
        read={() => readDeadLetterIds(client, endpointId)}
        onRead={setEventIds}
      />
    </CommandDialog>
  );
}

/** Sends all events since a day to an endpoint again. */
export function ReplaySinceDialog({ webhook: { endpointId, eventTypes } }: { webhook: ListedWebhook }) {
  const { client } = usePortal();
  const today = useToday();
  const [day, setDay] = useState(today);
  const [eventIds, setEventIds] = useState<string[]>([]);
  return (
    <CommandDialog
      label="Replay since a day"
      title="Send all events since a day again"
      scope="webhooks:write"
      submitLabel="Send"
      doneText={doneText}
      button={{ size: 'xs' }}
      canSubmit={eventIds.length > 0}
      readInput={(): ReplayInput => ({ endpointId, eventIds })}
      call={(input: ReplayInput, headers) => replayEvents(client, input, headers)}
    >
      <DateField
        name="since"
        label="Since the start of the day (UTC)"
        description="Events are stored for 30 days."
        max={today}
        value={day}
        onChange={event => setDay(event.currentTarget.value)}
        required
      />
      {day !== '' && (
        <EventCount
          key={day}
          queryKey={['events-since', endpointId, day]}
          read={() => readEventIdsSince(client, `${day}T00:00:00.000Z`, eventTypes)}
          onRead={setEventIds}
        />
      )}
    </CommandDialog>
  );
}

interface EventCountProps {
  queryKey: readonly unknown[];
  read(): Promise<string[]>;
  onRead(eventIds: string[]): void;
}

/** Reads which events would be sent. They are part of the command, so that a repeated command sends the same ones. */
function EventCount({ queryKey, read, onRead }: EventCountProps) {
  const { data, error, isFetching } = useQuery({
    queryKey,
    async queryFn() {
      const eventIds = await read();
      onRead(eventIds);
      return eventIds.length;
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ErrorAlert error={error} />;
  if (isFetching || data === undefined) return <Text role="status">Counting the events…</Text>;
  return <Text role="status">{data === 1 ? '1 event is sent again.' : `${data} events are sent again.`}</Text>;
}
