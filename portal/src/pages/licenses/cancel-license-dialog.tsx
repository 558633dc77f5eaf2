import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { EndDateFields, readEndDate } from '../../components/end-date-fields.tsx';
import { MetadataField, omitUndefined, readMetadata } from '../../components/form-fields.tsx';
import { toDayText } from '../../format/dates.tsx';
import { usePortal } from '../../session/portal-context.ts';

type License = components['schemas']['License'];

const readCancellation = (form: FormData) =>
  omitUndefined({ scheduledAt: readEndDate(form), metadata: readMetadata(form) });

/** Cancels a license, or moves its end. */
export function CancelLicenseDialog({ license }: { license: License }) {
  const { client } = usePortal();
  const path = { licenseId: license.licenseId };
  return (
    <CommandDialog
      label="Cancel"
      title="Cancel the license"
      scope="licenses:write"
      submitLabel="Cancel the license"
      doneText="The license was cancelled, or its end is scheduled."
      isDangerous
      readInput={readCancellation}
      call={(body: ReturnType<typeof readCancellation>, headers) =>
        client.POST('/licenses/{licenseId}/cancel', { params: { path }, body, headers })
      }
    >
      <CancellationFields license={license} />
    </CommandDialog>
  );
}

function CancellationFields({ license: { productOffering, boundUntil, activatedAt } }: { license: License }) {
  const { client } = usePortal();
  const { productOfferingId } = productOffering;
  const { data } = useResource(['offering', productOfferingId], () =>
    client.GET('/product-offerings/{productOfferingId}', { params: { path: { productOfferingId } } }),
  );
  return (
    <>
      <EndDateFields defaultText={describeDefault(data?.cancellationSchedule, activatedAt, boundUntil)} />
      <MetadataField label="Metadata to add" rows={2} />
    </>
  );
}

function describeDefault(
  schedule: string | undefined,
  activatedAt: string | undefined,
  boundUntil: string | undefined,
): string {
  if (activatedAt === undefined) return 'The license was never active, so it ends at once.';
  if (schedule === undefined) return 'When the product offering says.';
  if (schedule === 'INSTANT') return 'The product offering ends at once.';
  const minimum =
    boundUntil === undefined ? '' : ` that is not before ${toDayText(boundUntil)}, the end of the minimum term`;
  return `On the first renewal date after today${minimum}. The details show the day afterwards.`;
}
