import { Text } from '@mantine/core';
import { useParams } from 'wouter';
import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { EventHistory } from '../../components/event-history.tsx';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId, ResourceLink } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { ScheduleTimeline } from '../../components/schedule-timeline.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { DayText, InstantText } from '../../format/dates.tsx';
import { toPriceText } from '../../format/prices.ts';
import { usePortal } from '../../session/portal-context.ts';
import { AssignmentText } from './assignment-text.tsx';
import { CancelLicenseDialog } from './cancel-license-dialog.tsx';
import { ChangeOfferingDialog } from './change-offering-dialog.tsx';
import { EditMetadataDialog } from './edit-metadata-dialog.tsx';
import { UndoLicenseDialog } from './undo-license-dialog.tsx';

type License = components['schemas']['License'];

/** One license. */
export function LicensePage() {
  const { licenseId = '' } = useParams();
  const { client } = usePortal();
  const query = useResource(['license', licenseId], () =>
    client.GET('/licenses/{licenseId}', { params: { path: { licenseId } } }),
  );
  return (
    <ResourcePage
      title="License"
      parent={{ path: '/licenses', label: 'Licenses' }}
      query={query}
      renderActions={license => <LicenseActions license={license} />}
    >
      {license => (
        <>
          <LicenseFacts license={license} />
          <ScheduleTimeline
            changes={license.scheduledChanges}
            pendingProductOffering={license.pendingProductOffering}
          />
          <PageSection title="Metadata" actions={<EditMetadataDialog license={license} />}>
            {license.metadata ? (
              <CodeBlock text={JSON.stringify(license.metadata, undefined, 2)} name="the metadata" />
            ) : (
              <Text c="dimmed">There is none.</Text>
            )}
          </PageSection>
          <EventHistory resourceId={licenseId} />
        </>
      )}
    </ResourcePage>
  );
}

function LicenseActions({ license }: { license: License }) {
  if (license.status === 'CANCELLED') return null;
  const isEnding = license.scheduledChanges.some(({ status }) => status === 'CANCELLED');
  return (
    <>
      <ChangeOfferingDialog license={license} />
      {license.pendingProductOffering && <UndoLicenseDialog license={license} what="product-offering-change" />}
      {isEnding && <UndoLicenseDialog license={license} what="cancel" />}
      <CancelLicenseDialog license={license} />
    </>
  );
}

function LicenseFacts({ license }: { license: License }) {
  const { licenseId, status, type, customer, productOffering, activatedAt, boundUntil, assignedTo } = license;
  const { cancelledAt, pausedAt, details } = license;
  return (
    <PageSection title="Details">
      <FactList
        facts={{
          License: <CopyableId id={licenseId} />,
          Status: <StatusBadge status={status} />,
          'License type': type,
          'Product offering': (
            <ResourceLink path="/offerings" id={productOffering.productOfferingId} text={productOffering.name} />
          ),
          Price: toPriceText(productOffering.price),
          Customer: customer.name,
          'Customer ID': <CopyableId id={customer.customerId} />,
          'Assigned to': assignedTo && <AssignmentText assignment={assignedTo} />,
          'Active since': activatedAt && <InstantText at={activatedAt} />,
          'Minimum term': boundUntil && <DayText date={boundUntil} />,
          Paused: pausedAt && <InstantText at={pausedAt} />,
          Ended: cancelledAt && <InstantText at={cancelledAt} />,
          'Additional data': details && JSON.stringify(details),
        }}
      />
    </PageSection>
  );
}
