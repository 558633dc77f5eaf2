import type { Assignment } from '../contract/assignment.ts';
import type { CalendarDate, Instant, JsonObject } from '../contract/field-types.ts';
import type { CancellationSchedule, Price } from '../contract/product-offering.ts';

/** The fields that both the import and commands change. Metadata is shared key by key. */
export type SharedField = 'start' | 'end' | 'assignment' | 'offering' | 'metadata';

/** A day, and the instant from which it is in effect. */
export interface StatedDate {
  on: CalendarDate;
  at: Instant;
}

/** An end with its reason. */
export interface StatedEnd {
  date?: StatedDate | undefined;
  reason?: string | undefined;
}

/** The offering of an import line as one field. A part that the line omits is absent. */
export interface StatedOffering {
  productOfferingId: string;
  price?: Price | undefined;
  cancellationSchedule?: CancellationSchedule | undefined;
  boundUntil?: CalendarDate | undefined;
  renewsFrom?: CalendarDate | undefined;
  change?: { on: CalendarDate; productOfferingId: string } | undefined;
}

/**
 * The value that the import last stated for each shared field. `null` is the statement "none": a line omitted a value that an earlier
 * line had stated. A field that no line has stated is absent.
 */
interface StatedFields {
  start?: StatedDate | null | undefined;
  end?: StatedEnd | null | undefined;
  assignment?: Assignment | null | undefined;
  offering?: StatedOffering | undefined;
  metadata?: JsonObject | undefined;
}

/** The shared fields that a command has set. They stay set for good, so the import never changes these fields again. */
export interface CommandedFields {
  start?: true | undefined;
  end?: true | undefined;
  assignment?: true | undefined;
  offering?: true | undefined;
  /** The metadata keys; `true` means all keys. */
  metadata?: string[] | true | undefined;
}

/** The facts that decide whether the import may change a shared field. */
export interface OwnedFacts {
  stated?: StatedFields | undefined;
  commanded?: CommandedFields | undefined;
}

/** A client that keeps sending new metadata keys must not make the item grow without limit. */
const maxCommandedKeys = 200;

/**
 * Records that a command has set shared fields. Every command that changes an existing license or add-on calls it.
 *
 * @param metadata - the metadata of the request; also a key that it removes belongs to the commands from now on
 */
export function markCommanded<T extends OwnedFacts>(
  facts: T,
  fields: readonly Exclude<SharedField, 'metadata'>[],
  metadata?: JsonObject,
): T {
  const { commanded = {} } = facts;
  const isCommanded = (field: Exclude<SharedField, 'metadata'>) =>
    commanded[field] ?? (fields.includes(field) || undefined);
  return {
    ...facts,
    commanded: {
      start: isCommanded('start'),
      end: isCommanded('end'),
      assignment: isCommanded('assignment'),
      offering: isCommanded('offering'),
      metadata: addMetadataKeys(commanded.metadata, Object.keys(metadata ?? {})),
    },
  };
}

function addMetadataKeys(commanded: string[] | true | undefined, names: string[]): string[] | true | undefined {
  if (commanded === true || (commanded === undefined && names.length === 0)) return commanded;
  const all = [...new Set([...(commanded ?? []), ...names])].sort();
  return all.length > maxCommandedKeys ? true : all;
}

/** True if a command has set a metadata key. */
export const isKeyCommanded = ({ commanded }: OwnedFacts, name: string): boolean =>
  commanded?.metadata === true || (commanded?.metadata?.includes(name) ?? false);
