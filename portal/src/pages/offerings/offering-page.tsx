import { List } from '@mantine/core';
import { useParams } from 'wouter';
import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId, ResourceLink } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { toPriceText } from '../../format/prices.ts';
import { toWords } from '../../format/words.ts';
import { usePortal } from '../../session/portal-context.ts';

type Offering = components['schemas']['ProductOffering'];

/** One product offering. */
export function OfferingPage() {
  const { productOfferingId = '' } = useParams();
  const { client } = usePortal();
  const query = useResource(['offering', productOfferingId], () =>
    client.GET('/product-offerings/{productOfferingId}', { params: { path: { productOfferingId } } }),
  );
  return (
    <ResourcePage
      title={query.data?.name ?? 'Product offering'}
      parent={{ path: '/offerings', label: 'Product offerings' }}
      query={query}
    >
      {offering => (
        <>
          <OfferingFacts offering={offering} />
          {offering.changeOptions && offering.changeOptions.length > 0 && (
            <PageSection title="Licenses can change to">
              <List>
                {offering.changeOptions.map(option => (
                  <List.Item key={option.productOfferingId}>
                    <ResourceLink path="/offerings" id={option.productOfferingId} />
                    {option.changeSchedule && `, ${toWords(option.changeSchedule)}`}
                  </List.Item>
                ))}
              </List>
            </PageSection>
          )}
          {offering.addonOfferings && (
            <PageSection title="Add-ons of a subscription">
              <List>
                {offering.addonOfferings.map(id => (
                  <List.Item key={id}>
                    <ResourceLink path="/offerings" id={id} />
                  </List.Item>
                ))}
              </List>
            </PageSection>
          )}
        </>
      )}
    </ResourcePage>
  );
}

function OfferingFacts({ offering }: { offering: Offering }) {
  const { productOfferingId, type, licenseType, status, cancellationSchedule, price, group, validityDays } = offering;
  return (
    <PageSection title="Details">
      <FactList
        facts={{
          ID: <CopyableId id={productOfferingId} />,
          Type: toWords(type),
          'License type': licenseType,
          Status: <StatusBadge status={status} />,
          Price: toPriceText(price),
          Ends: cancellationSchedule === 'INSTANT' ? 'at once' : 'on a renewal date, after the minimum term',
          'Valid for': validityDays && `${validityDays} days`,
          Group: group && `${group.name}, ${group.category}`,
          Description: group?.description,
        }}
      />
    </PageSection>
  );
}
