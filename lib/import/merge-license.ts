import { isDeepStrictEqual } from 'node:util';
import type { Assignment, EmbeddedAssignment } from '../contract/assignment.ts';
import type { EmbeddedCustomer } from '../contract/customer.ts';
import type { Instant } from '../contract/field-types.ts';
import { findMetadataError } from '../contract/metadata-limits.ts';
import type { DecisionTime } from '../domain/effective-dates.ts';
import { type LicenseFacts, settleLicense, viewLicense } from '../domain/license.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import type { ImportProblem } from './import-problem.ts';
import type { LicenseLine } from './license-line.ts';
import { describeMetadataError, mergeImportedMetadata, toStatedMetadata } from './merge-metadata.ts';
import { buildOfferingTerms, mergeOffering, type NamedOfferings, toStatedOffering } from './merge-offering.ts';
import { buildPeriod, mergePeriod, toStatedPeriod } from './merge-period.ts';
import { type FieldDifference, resolveSharedValue } from './shared-value.ts';
import { switchLicenseOffering } from './switch-license-offering.ts';

/** The items that a license line refers to, in the form in which a license embeds them. */
export interface LicenseReferences extends NamedOfferings {
  type: string;
  customer: EmbeddedCustomer;
  assignment: EmbeddedAssignment | undefined;
}

/** Builds a new license, which takes everything from its line. */
export function buildLicense(line: LicenseLine, references: LicenseReferences, time: DecisionTime): LicenseFacts {
  const { now, timeZone } = time;
  const period = toLinePeriod(line, timeZone);
  const offering = toStatedOffering(line);
  const { starts, ends } = buildPeriod(period, undefined, now);
  const facts = {
    licenseId: line.licenseId,
    ...pickImportFields(line, references),
    ...buildOfferingTerms(offering, references, time),
    createdAt: now,
    changedAt: now,
    starts,
    ends,
    suspension: toSuspension(line),
    pausedAt: line.pausedAt,
    assignedTo: references.assignment,
    metadata: mergeMetadata(undefined, line.metadata),
    stated: { ...period, assignment: line.assignedTo, offering, metadata: toStatedMetadata(line.metadata) },
  };
  return settleLicense(facts, now);
}

/** Merges a line into a stored license, whose due changes are in effect. */
export function mergeLicense<L extends LicenseFacts>(
  line: LicenseLine,
  stored: L,
  references: LicenseReferences,
  time: DecisionTime,
): { facts: L; differences: FieldDifference[] } | { problems: ImportProblem[] } {
  const toField = (name: string) => name;
  const period = mergePeriod(stored, toLinePeriod(line, time.timeZone), time.now, toField);
  const offering = mergeOffering(stored, toStatedOffering(line), references, time, licenseOfferingRules);
  const assignment = mergeAssignment(stored, line.assignedTo, references.assignment);
  const metadata = mergeImportedMetadata(stored, line.metadata, toField);
  const metadataError = metadata.metadata && findMetadataError(metadata.metadata);
  if (metadataError) return { problems: [describeMetadataError('metadata', metadataError)] };
  const facts = {
    ...stored,
    ...pickImportFields(line, references),
    ...offering.terms,
    starts: period.period.starts,
    ends: period.period.ends,
    // A line with CANCELLED does not say how the license was before.
    ...(line.status !== 'CANCELLED' && { suspension: toSuspension(line), pausedAt: line.pausedAt }),
    assignedTo: assignment.assignedTo,
    metadata: metadata.metadata,
    stated: {
      ...period.stated,
      assignment: assignment.stated,
      offering: offering.stated,
      metadata: metadata.stated,
    },
  };
  const merges = [period, offering, assignment, metadata];
  return { facts, differences: merges.flatMap(({ differences }) => differences) };
}

const licenseOfferingRules = {
  switchOffering: switchLicenseOffering,
  findTermDates: (license: LicenseFacts, now: Instant) => ({
    boundUntil: viewLicense(license, now).boundUntil,
    renewsFrom: license.renewsFrom ?? license.starts?.on,
  }),
};

const toLinePeriod = (line: LicenseLine, timeZone: string) =>
  toStatedPeriod(
    { startedAt: line.activatedAt, startsOn: line.startsOn, endedAt: line.cancelledAt, endsOn: line.endsOn },
    timeZone,
  );

/** The fields that the import owns. A field that is not in the line is removed. */
const pickImportFields = (line: LicenseLine, { type, customer }: LicenseReferences) => ({
  type,
  customer,
  details: line.details,
});

const toSuspension = ({ status }: LicenseLine): LicenseFacts['suspension'] =>
  status === 'PAUSED' || status === 'BLOCKED' ? status : undefined;

function mergeAssignment(
  stored: LicenseFacts,
  inLine: Assignment | undefined,
  embedded: EmbeddedAssignment | undefined,
): {
  assignedTo: EmbeddedAssignment | undefined;
  stated: Assignment | null | undefined;
  differences: FieldDifference[];
} {
  const storedAssignment = stored.assignedTo && toAssignment(stored.assignedTo);
  const resolved = resolveSharedValue<Assignment>({
    field: 'assignedTo',
    inLine,
    stored: storedAssignment,
    lastStated: stored.stated?.assignment,
    isCommanded: stored.commanded?.assignment === true,
    isSame: isDeepStrictEqual,
    mayChange: () => true,
  });
  // The display text follows the assignee.
  const isSame = isDeepStrictEqual(inLine, storedAssignment);
  return {
    assignedTo: resolved.taken || isSame ? embedded : stored.assignedTo,
    stated: resolved.stated,
    differences: resolved.differences,
  };
}

/** Returns an assignment without its display text. */
function toAssignment(assignment: EmbeddedAssignment): Assignment {
  switch (assignment.type) {
    case 'SUBSCRIPTION':
      return { type: assignment.type, subscriptionId: assignment.subscriptionId };
    case 'SUBSCRIBER':
      return { type: assignment.type, subscriberId: assignment.subscriberId };
    case 'USER':
      return { type: assignment.type, userId: assignment.userId };
    case 'CUSTOMER':
      return { type: assignment.type, customerId: assignment.customerId };
  }
}
