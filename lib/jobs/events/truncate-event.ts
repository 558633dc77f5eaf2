import type { TenantEvent } from '../../contract/event.ts';

/** EventBridge takes 256 KB, of which some is its own, and what it is passed on to adds more. */
export const maxEventBytes = 240_000;

export const measureEventBytes = (event: TenantEvent): number => Buffer.byteLength(JSON.stringify(event));

/** What clients attach, and what Seamless OS does: the only fields that can be large. */
const attachmentFields = ['details', 'extensions', 'metadata'];

/**
 * An event of a size that is taken: of one that is too large the largest attachments are left out, as few as needed, and if that
 * does not do, those of the add-ons. What is left out is named.
 */
export function truncateEvent(event: TenantEvent): TenantEvent {
  let truncated = event;
  for (const omitField of [...omitLargestFirst(event), omitAddonMetadata, omitAddons]) {
    if (measureEventBytes(truncated) <= maxEventBytes) return truncated;
    truncated = omitField(truncated);
  }
  return truncated;
}

type OmitField = (event: TenantEvent) => TenantEvent;

function omitLargestFirst({ data }: TenantEvent): OmitField[] {
  const fields: Record<string, unknown> = data;
  const size = (name: string) => JSON.stringify(fields[name]).length;
  return attachmentFields
    .filter(name => fields[name] !== undefined)
    .sort((a, b) => size(b) - size(a))
    .map(name => event => replaceData(event, name, { [name]: undefined }));
}

const omitAddonMetadata: OmitField = event =>
  'addons' in event.data
    ? replaceData(event, 'addons.metadata', {
        addons: event.data.addons.map(addon => ({ ...addon, metadata: undefined })),
      })
    : event;

/** No subscription that went through our own limits needs this; one that was written by hand may. */
const omitAddons: OmitField = event => ('addons' in event.data ? replaceData(event, 'addons', { addons: [] }) : event);

const replaceData = (event: TenantEvent, omitted: string, data: object): TenantEvent =>
  ({
    ...event,
    data: { ...event.data, ...data },
    omitted: [...(event.omitted ?? []), omitted],
  }) as TenantEvent;
