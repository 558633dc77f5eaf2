import type { components } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { MetadataField, readMetadata } from '../../components/form-fields.tsx';
import { diffMetadata } from '../../format/metadata-changes.ts';
import { usePortal } from '../../session/portal-context.ts';

/** Edits the metadata of a license as a whole. The command contains the changes only, because the API merges metadata. */
export function EditMetadataDialog({
  license: { licenseId, metadata = {} },
}: {
  license: components['schemas']['License'];
}) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Edit"
      title="Edit the metadata"
      scope="licenses:write"
      submitLabel="Save"
      doneText="The metadata was saved."
      button={{ size: 'xs' }}
      readInput={form => diffMetadata(metadata, readMetadata(form) ?? {})}
      call={(changes: Record<string, unknown>, headers) =>
        client.PUT('/licenses/{licenseId}', { params: { path: { licenseId } }, body: { metadata: changes }, headers })
      }
    >
      <MetadataField rows={8} defaultValue={JSON.stringify(metadata, undefined, 2)} />
    </CommandDialog>
  );
}
