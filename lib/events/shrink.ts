import type { TenantEvent } from '../schemas/event.ts';

/** EventBridge takes 256 KB, of which some is its own, and what it is passed on to adds more. */
export const maxEventBytes = 240_000;

export const bytesOf = (event: TenantEvent): number => Buffer.byteLength(JSON.stringify(event));

/** What clients attach, and what Seamless OS does: the only fields that can be large. */
const attached = ['details', 'extensions', 'metadata'];

/**
 * An event of a size that is taken: of one that is too large the largest attachments are left out, as few as needed, and if that
 * does not do, those of the add-ons. What is left out is named.
 */
export function shrink(event: TenantEvent): TenantEvent {
  let small = event;
  for (const leaveOut of [...largestFirst(event), withoutAddonMetadata, withoutAddons]) {
    if (bytesOf(small) <= maxEventBytes) return small;
    small = leaveOut(small);
  }
  return small;
}

type LeaveOut = (event: TenantEvent) => TenantEvent;

function largestFirst({ data }: TenantEvent): LeaveOut[] {
  const fields: Record<string, unknown> = data;
  const size = (name: string) => JSON.stringify(fields[name]).length;
  return attached
    .filter(name => fields[name] !== undefined)
    .sort((a, b) => size(b) - size(a))
    .map(name => event => changed(event, name, { [name]: undefined }));
}

const withoutAddonMetadata: LeaveOut = event =>
  'addons' in event.data
    ? changed(event, 'addons.metadata', { addons: event.data.addons.map(addon => ({ ...addon, metadata: undefined })) })
    : event;

/** No subscription that went through our own limits needs this; one that was written by hand may. */
const withoutAddons: LeaveOut = event => ('addons' in event.data ? changed(event, 'addons', { addons: [] }) : event);

const changed = (event: TenantEvent, omitted: string, data: object): TenantEvent =>
  ({
    ...event,
    data: { ...event.data, ...data },
    omitted: [...(event.omitted ?? []), omitted],
  }) as TenantEvent;
