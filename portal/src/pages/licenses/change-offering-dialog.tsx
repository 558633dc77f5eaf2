import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { DateField, omitUndefined, readRequiredText, readText } from '../../components/form-fields.tsx';
import { PageFallback } from '../../components/page-fallback.tsx';
import { toDayText, useToday } from '../../format/dates.tsx';
import { toPriceText } from '../../format/prices.ts';
import { usePortal } from '../../session/portal-context.ts';

type License = components['schemas']['License'];
type OfferingOption = components['schemas']['OfferingOption'];

const readChange = (form: FormData) => ({
  productOfferingId: readRequiredText(form, 'productOfferingId'),
  ...omitUndefined({ scheduledAt: readText(form, 'scheduledAt') }),
});

/** Changes the product offering of a license. Shows the day on which each change would take effect. */
export function ChangeOfferingDialog({ license }: { license: License }) {
  const { client } = usePortal();
  const path = { licenseId: license.licenseId };
  return (
    <CommandDialog
      label="Change the product offering"
      title="Change the product offering"
      scope="licenses:write"
      submitLabel="Change"
      doneText="The product offering was changed, or its change is scheduled."
      readInput={readChange}
      call={(body: ReturnType<typeof readChange>, headers) =>
        client.PUT('/licenses/{licenseId}/product-offering-change', { params: { path }, body, headers })
      }
    >
      <ChangeFields license={license} />
    </CommandDialog>
  );
}

function ChangeFields({ license: { licenseId, productOffering } }: { license: License }) {
  const { client } = usePortal();
  const today = useToday();
  const [selected, setSelected] = useState('');
  const [earliest, setEarliest] = useState('');
  const { data, error } = useResource(['license-options', licenseId], () =>
    client.GET('/licenses/{licenseId}/product-offering-options', { params: { path: { licenseId } } }),
  );
  if (error) return <ErrorAlert error={error} />;
  if (!data) return <PageFallback />;
  if (data.items.length === 0)
    return <Text>A license of {productOffering.name} cannot change to another product offering.</Text>;
  return (
    <>
      <Radio.Group label={`From ${productOffering.name} to`} value={selected} onChange={setSelected}>
        <Stack gap="xs" mt="xs">
          {data.items.map(option => (
            <Radio
              key={option.productOffering.productOfferingId}
              name="productOfferingId"
              required
              value={option.productOffering.productOfferingId}
              label={`${option.productOffering.name} – ${toPriceText(option.productOffering.price)}`}
              description={describeEffect(option, earliest, today)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <DateField
        name="scheduledAt"
        label="Not before"
        min={today}
        value={earliest}
        onChange={event => setEarliest(event.currentTarget.value)}
      />
    </>
  );
}

/** The API computes the day of a change that is requested for today. For a later day, the rule is named. */
function describeEffect(
  { changeSchedule, changeScheduleDate }: OfferingOption,
  earliest: string,
  today: string,
): string {
  if (changeSchedule === 'INSTANT')
    return earliest > today ? `Takes effect on ${toDayText(earliest)}.` : 'Takes effect today, at once.';
  const renewal = `Takes effect on ${toDayText(changeScheduleDate)}, a renewal date.`;
  return earliest > changeScheduleDate
    ? `Takes effect on the first renewal date from ${toDayText(earliest)} on.`
    : renewal;
}
