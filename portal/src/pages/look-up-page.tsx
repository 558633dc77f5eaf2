import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { components, portalComponents } from '../../../client/src/index.ts';
import { useResource } from '../api/use-resource.ts';
import { ActorName } from '../components/actor-name.tsx';
import { CodeBlock } from '../components/code-block.tsx';
import { DataTable } from '../components/data-table.tsx';
import { ErrorAlert } from '../components/error-alert.tsx';
import { eventColumns } from '../components/event-columns.tsx';
import { FactList, PageSection } from '../components/facts.tsx';
import { PageFallback } from '../components/page-fallback.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { CopyableId } from '../components/resource-id.tsx';
import { InstantText } from '../format/dates.tsx';
import { useFilters } from '../navigation/use-filters.ts';
import { usePortal } from '../session/portal-context.ts';

/** Finds a command by its idempotency key or its request ID. */
export function LookUpPage() {
  const { filters, setFilters } = useFilters(['requestId', 'idempotencyKey']);
  const { requestId, idempotencyKey } = filters;
  return (
    <>
      <PageHeading title="Look up" />
      <LookUpForm key={`${requestId} ${idempotencyKey}`} values={filters} onLookUp={setFilters} />
      <Stack>
        {idempotencyKey !== '' && <StoredResponse idempotencyKey={idempotencyKey} />}
        {requestId !== '' && <RequestResult requestId={requestId} />}
      </Stack>
    </>
  );
}

interface LookUpFormProps {
  values: { requestId: string; idempotencyKey: string };
  onLookUp(values: { requestId: string; idempotencyKey: string }): void;
}

function LookUpForm({ values, onLookUp }: LookUpFormProps) {
  const lookUp = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string) => String(form.get(name) ?? '').trim();
    onLookUp({ requestId: read('requestId'), idempotencyKey: read('idempotencyKey') });
  };
  return (
    <form onSubmit={lookUp} aria-label="Look up">
      <Group align="flex-end" mb="md">
        <TextInput
          name="requestId"
          label="Request ID"
          description="The X-Request-Id of the response to a command"
          defaultValue={values.requestId}
          autoComplete="off"
          className="portal-wide-field"
        />
        <TextInput
          name="idempotencyKey"
          label="Idempotency key"
          description="The X-Idempotency-Key of a command of the last 24 hours"
          defaultValue={values.idempotencyKey}
          autoComplete="off"
          className="portal-wide-field"
        />
        <Button type="submit">Look up</Button>
      </Group>
    </form>
  );
}

/** The request that a person looks for, from its events. */
function RequestResult({ requestId }: { requestId: string }) {
  const { client } = usePortal();
  const { data, error } = useResource(['request', requestId], () =>
    client.GET('/portal/requests/{requestId}', { params: { path: { requestId } } }),
  );
  if (error) return <ErrorAlert error={error} />;
  return data ? <RequestSections request={data} /> : <PageFallback />;
}

function RequestSections({ request }: { request: portalComponents['schemas']['PortalRequest'] }) {
  const { requestId, actor, idempotencyKey, operation, response, events } = request;
  return (
    <>
      <PageSection title="Request">
        <FactList
          facts={{
            Request: <CopyableId id={requestId} />,
            'Sent by': <ActorName actor={actor} />,
            Operation: operation,
            'Idempotency key': idempotencyKey && <CopyableId id={idempotencyKey} />,
          }}
        />
      </PageSection>
      {response ? (
        <ResponseSection status={response.status} body={response.body} />
      ) : (
        <Text c="dimmed">No response is stored: the request had no idempotency key, or it is older than 24 hours.</Text>
      )}
      <PageSection title="Events that resulted">
        <DataTable
          label="Events that resulted"
          columns={eventColumns}
          rows={events}
          toRowId={({ eventId }) => eventId}
          emptyText="There are none"
        />
      </PageSection>
    </>
  );
}

/** The response that is stored under an idempotency key, and what its request did. */
function StoredResponse({ idempotencyKey }: { idempotencyKey: string }) {
  const { client } = usePortal();
  const { data, error } = useResource(['idempotency-key', idempotencyKey], () =>
    client.GET('/idempotency-key', { params: { header: { 'X-Idempotency-Key': idempotencyKey } } }),
  );
  if (error) return <ErrorAlert error={error} />;
  if (!data) return <PageFallback />;
  return <StoredOutcomeSections outcome={data} />;
}

function StoredOutcomeSections({ outcome }: { outcome: components['schemas']['StoredOutcome'] }) {
  const { client } = usePortal();
  const { idempotencyKey, operation, requestId, status, response, createdAt, expiresAt } = outcome;
  const { data } = useResource(['request', requestId], () =>
    client.GET('/portal/requests/{requestId}', { params: { path: { requestId } } }),
  );
  if (data) return <RequestSections request={data} />;
  return (
    <>
      <PageSection title="Command">
        <FactList
          facts={{
            'Idempotency key': <CopyableId id={idempotencyKey} />,
            Request: <CopyableId id={requestId} />,
            Operation: operation,
            'Carried out': <InstantText at={createdAt} />,
            'Stored until': <InstantText at={expiresAt} />,
            Events: 'none: it changed no license, subscription or order',
          }}
        />
      </PageSection>
      <ResponseSection status={status} body={response.body} />
    </>
  );
}

const ResponseSection = ({ status, body }: { status: number; body: string }) => (
  <PageSection title={`Response: HTTP ${status}`}>
    <CodeBlock text={formatJson(body)} name="the response" />
  </PageSection>
);

function formatJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
