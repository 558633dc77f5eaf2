import type { components } from '../../../client/src/index.ts';
import { DayText } from '../format/dates.tsx';
import { toWords } from '../format/words.ts';

interface ScheduledTextProps {
  pendingStatus?: { status: string; scheduledAt: string };
  pendingProductOffering?: components['schemas']['PendingProductOffering'];
}

/** The next scheduled change of a resource, for lists. */
export function ScheduledText({ pendingStatus, pendingProductOffering }: ScheduledTextProps) {
  if (pendingStatus)
    return (
      <>
        {toWords(pendingStatus.status)} on <DayText date={pendingStatus.scheduledAt} />
      </>
    );
  if (pendingProductOffering)
    return (
      <>
        {pendingProductOffering.product.name} on <DayText date={pendingProductOffering.scheduledAt} />
      </>
    );
  return <>–</>;
}
