import { Text } from '@mantine/core';
import type { components } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';

interface UndoLicenseDialogProps {
  license: components['schemas']['License'];
  what: 'cancel' | 'product-offering-change';
}

const texts = {
  cancel: { label: 'Undo the cancellation', explanation: 'The license does not end.' },
  'product-offering-change': {
    label: 'Undo the change',
    explanation: 'The license keeps its current product offering.',
  },
};

/** Undoes what is scheduled for a license. */
export function UndoLicenseDialog({ license, what }: UndoLicenseDialogProps) {
  const { client } = usePortal();
  const { label, explanation } = texts[what];
  const path = { licenseId: license.licenseId };
  return (
    <CommandDialog
      label={label}
      title={label}
      scope="licenses:write"
      submitLabel="Undo"
      doneText="It was undone."
      readInput={() => what}
      call={(undone: UndoLicenseDialogProps['what'], headers) =>
        undone === 'cancel'
          ? client.POST('/licenses/{licenseId}/cancel/undo', { params: { path }, headers })
          : client.POST('/licenses/{licenseId}/product-offering-change/undo', { params: { path }, headers })
      }
    >
      <Text>{explanation}</Text>
    </CommandDialog>
  );
}
