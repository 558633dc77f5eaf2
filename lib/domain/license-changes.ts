import type { JsonObject } from '../contract/field-types.ts';
import { markCommanded, type SharedField } from './commanded-fields.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import { type DecisionTime, isDue } from './effective-dates.ts';
import { type LicenseFacts, settleLicense } from './license.ts';
import { isSameJson, mergeRequestMetadata } from './metadata.ts';

export interface MetadataRequest {
  metadata?: JsonObject | undefined;
}

type LicenseChange<L> = { before: L; after: L } | BusinessError | InvalidRequest;

/** Reverts a scheduled cancellation. A start and an offering change that the end hid take effect again. */
export const decideUndoLicenseCancellation = <L extends LicenseFacts>(
  license: L | undefined,
  request: MetadataRequest,
  time: DecisionTime,
): LicenseChange<L> => decideUndo(license, request, time, { fact: 'ends', field: 'end' });

/** Reverts a scheduled change of the product offering, also one that an end hides. */
export const decideUndoOfferingChange = <L extends LicenseFacts>(
  license: L | undefined,
  request: MetadataRequest,
  time: DecisionTime,
): LicenseChange<L> => decideUndo(license, request, time, { fact: 'offeringChange', field: 'offering' });

function decideUndo<L extends LicenseFacts>(
  license: L | undefined,
  request: MetadataRequest,
  time: DecisionTime,
  { fact, field }: { fact: 'ends' | 'offeringChange'; field: Exclude<SharedField, 'metadata'> },
): LicenseChange<L> {
  if (!license) return createBusinessError('license_not_found');
  const settled = settleLicense(license, time.now);
  if (isDue(settled.ends, time.now)) return createBusinessError('license_already_cancelled');
  if (!settled[fact]) return createBusinessError('nothing_scheduled');
  const merged = mergeRequestMetadata(settled.metadata, request.metadata);
  if (isDomainError(merged)) return merged;
  const undone = settleLicense({ ...settled, [fact]: undefined, ...merged, changedAt: time.now }, time.now);
  return { before: license, after: markCommanded(undone, [field], request.metadata) };
}

/** Merges metadata into a license. Returns the same object as `before` and `after` if that changes nothing. */
export function decideUpdateLicense<L extends LicenseFacts>(
  license: L | undefined,
  request: MetadataRequest,
  time: DecisionTime,
): LicenseChange<L> {
  if (!license) return createBusinessError('license_not_found');
  const merged = mergeRequestMetadata(license.metadata, request.metadata);
  if (isDomainError(merged)) return merged;
  if (isSameJson(merged.metadata ?? {}, license.metadata ?? {})) return { before: license, after: license };
  const after = settleLicense({ ...license, ...merged, changedAt: time.now }, time.now);
  return { before: license, after: markCommanded(after, [], request.metadata) };
}
