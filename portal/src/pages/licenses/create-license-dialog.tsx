import { useState } from 'react';
import { useLocation } from 'wouter';
import { useOfferings } from '../../api/use-offerings.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CustomerField } from '../../components/customer-field.tsx';
import {
  ChoiceField,
  DateField,
  MetadataField,
  omitUndefined,
  readMetadata,
  readRequiredText,
  readText,
  SelectField,
  TextField,
} from '../../components/form-fields.tsx';
import { toPriceText } from '../../format/prices.ts';
import { usePortal } from '../../session/portal-context.ts';
import { type AssignmentType, assignmentLabels, assignmentTypes, buildAssignment } from './assignment-input.ts';

const readLicense = (form: FormData) => ({
  productOfferingId: readRequiredText(form, 'productOfferingId'),
  customerId: readRequiredText(form, 'customerId'),
  ...omitUndefined({
    assignedTo: buildAssignment(form),
    scheduledAt: readText(form, 'scheduledAt'),
    metadata: readMetadata(form),
  }),
});

/** Creates a license. */
export function CreateLicenseDialog() {
  const { client } = usePortal();
  const [, navigate] = useLocation();
  return (
    <CommandDialog
      label="Create a license"
      title="Create a license"
      scope="licenses:write"
      submitLabel="Create"
      doneText="The license was created."
      button={{ variant: 'filled' }}
      readInput={readLicense}
      call={(body: ReturnType<typeof readLicense>, headers) => client.POST('/licenses', { body, headers })}
      onDone={({ licenseId }) => navigate(`/licenses/${licenseId}`)}
    >
      <LicenseFields />
    </CommandDialog>
  );
}

function LicenseFields() {
  const offerings = useOfferings('LICENSE').data?.items ?? [];
  const [assignmentType, setAssignmentType] = useState<AssignmentType | ''>('');
  return (
    <>
      <ChoiceField
        name="productOfferingId"
        label="Product offering"
        data={offerings.map(({ productOfferingId, name, price }) => ({
          value: productOfferingId,
          label: `${name} – ${toPriceText(price)}`,
        }))}
      />
      <CustomerField />
      <SelectField
        name="assignedTo.type"
        label="Assigned to"
        value={assignmentType}
        onChange={event => setAssignmentType(event.currentTarget.value as AssignmentType | '')}
        data={[
          { value: '', label: 'nobody' },
          ...assignmentTypes.map(value => ({ value, label: assignmentLabels[value] })),
        ]}
      />
      {assignmentType !== '' && (
        <TextField name="assignedTo" label={`ID of the ${assignmentLabels[assignmentType]}`} required />
      )}
      <DateField
        name="scheduledAt"
        label="Starts on"
        description="Without a date, or with the date of today, the license is active at once."
      />
      <MetadataField />
    </>
  );
}
