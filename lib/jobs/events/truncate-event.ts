import type { TenantEvent } from '../../contract/event.ts';

/** EventBridge accepts 256 KB. The difference is for its own envelope and for the envelopes of its targets. */
export const maxEventBytes = 240_000;

export const measureEventBytes = (event: TenantEvent): number => Buffer.byteLength(JSON.stringify(event));

/** Attachments of clients and of Seamless OS, the only fields that can be large. */
const attachmentFields = ['details', 'extensions', 'metadata'];

/**
 * Reduces an event to the size limit. It omits the largest attachments, as few as needed, then the attachments of the add-ons.
 * `omitted` of the event lists the omitted fields.
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

/** A last resort for items that were edited by hand. Subscriptions within our own limits never need it. */
const omitAddons: OmitField = event => ('addons' in event.data ? replaceData(event, 'addons', { addons: [] }) : event);

const replaceData = (event: TenantEvent, omitted: string, data: object): TenantEvent =>
  ({
    ...event,
    data: { ...event.data, ...data },
    omitted: [...(event.omitted ?? []), omitted],
  }) as TenantEvent;
