import type { components } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { MetadataField, readMetadata } from '../../components/form-fields.tsx';
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

/** Returns the entries that differ; a removed entry is null. */
function diffMetadata(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const removed = Object.keys(before).filter(name => !Object.hasOwn(after, name));
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries([...removed.map(name => [name, null]), ...changed]);
}
