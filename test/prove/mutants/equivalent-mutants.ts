/** What Stryker changes in the pure modules without changing what they do, by the reason why nobody could notice. */
const byReason: Record<string, string[]> = {
  'the end of the function returns the same': [
    'lib/contract/metadata-limits.ts: default: return undefined; → default:',
  ],
  'what is due is there': [
    'lib/domain/addon.ts: cancelledAt: ended && !addon.expired ? addon.ends?.at : undefined, → cancelledAt: ended && !addon.expired ? addon.ends.at : undefined,',
    'lib/domain/license.ts: activatedAt: started ? starts?.at : undefined, → activatedAt: started ? starts.at : undefined,',
    'lib/domain/license.ts: cancelledAt: ended ? ends?.at : undefined, → cancelledAt: ended ? ends.at : undefined,',
  ],
  'renewals are tried from an earlier one on': [
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(true ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(false ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(after >= notBefore ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(after <= notBefore ? after : notBefore), 'trunc');",
  ],
  'nobody is looked up for an assignment that is not asked for': [
    'lib/domain/license.ts: assignedTo: request.assignedTo && related.assignee && embedAssignment(request.assignedTo, related.assignee.display), → assignedTo: request.assignedTo || related.assignee && embedAssignment(request.assignedTo, related.assignee.display),',
  ],
  'asked only where the start is due, so that there is one': [
    'lib/domain/license.ts: const cancelled = decideCancellation(license, ({ starts }) => starts?.on, request, time, { → const cancelled = decideCancellation(license, ({ starts }) => starts.on, request, time, {',
  ],
  'the same instant again': [
    'lib/domain/effective-dates.ts: for (const date of [starts, ends]) if (date && isDue(date, now) && date.at > latest) latest = date.at; → for (const date of [starts, ends]) if (date && isDue(date, now) && date.at >= latest) latest = date.at;',
    'lib/domain/effective-dates.ts: if (isDue(starts, now)) return { starts, ends: ends.at < starts.at ? { ...ends, at: starts.at } : ends }; → if (isDue(starts, now)) return { starts, ends: ends.at <= starts.at ? { ...ends, at: starts.at } : ends };',
  ],
  'the same day': [
    'lib/domain/effective-dates.ts: return boundUntil > today ? boundUntil : today; → return boundUntil >= today ? boundUntil : today;',
  ],
  'no two add-ons have one id': [
    'lib/domain/subscription.ts: return [...addons].sort((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1)); → return [...addons].sort((a, b) => (toSortKey(a) <= toSortKey(b) ? -1 : 1));',
  ],
  'what stands in no object is no key': ['lib/contract/json.ts: let expectsKey = false; → let expectsKey = true;'],
  'the module is loaded before Stryker changes it': [
    'lib/contract/json.ts: const utf8Decoder = new TextDecoder(\'utf-8\', { fatal: true, ignoreBOM: true }); → const utf8Decoder = new TextDecoder("", { fatal: true, ignoreBOM: true });',
  ],
};

/** Every other change must be noticed. */
export const equivalentMutants = new Set(Object.values(byReason).flat());
