import type { components } from '../../../../client/src/index.ts';
import { FactList, PageSection } from '../../components/facts.tsx';
import { DayText } from '../../format/dates.tsx';
import { toWords } from '../../format/words.ts';

/** Everything that is scheduled for a subscription itself. */
export function PendingChanges({ subscription }: { subscription: components['schemas']['Subscription'] }) {
  const { pendingStatus, pendingMsisdn, pendingProductOffering } = subscription;
  if (!pendingStatus && !pendingMsisdn && !pendingProductOffering) return null;
  return (
    <PageSection title="Scheduled changes">
      <FactList
        facts={{
          Status: pendingStatus && <OnDay text={toWords(pendingStatus.status)} date={pendingStatus.scheduledAt} />,
          'Phone number': pendingMsisdn && <OnDay text={pendingMsisdn.msisdn} date={pendingMsisdn.scheduledAt} />,
          'Product offering': pendingProductOffering && (
            <OnDay text={pendingProductOffering.product.name} date={pendingProductOffering.scheduledAt} />
          ),
        }}
      />
    </PageSection>
  );
}

const OnDay = ({ text, date }: { text: string; date: string }) => (
  <>
    {text} on <DayText date={date} />
  </>
);
