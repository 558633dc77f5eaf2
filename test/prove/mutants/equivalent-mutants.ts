/** What Stryker changes in the pure modules without changing what they do, by the reason why nobody could notice. */
const byReason: Record<string, string[]> = {
  'the end of the function returns the same': ['lib/contract/metadata.ts: default: return undefined; → default:'],
  'what is due is there': [
    'lib/domain/addon.ts: cancelledAt: ended && !addon.expired ? addon.ends?.at : undefined, → cancelledAt: ended && !addon.expired ? addon.ends.at : undefined,',
    'lib/domain/license.ts: activatedAt: started ? starts?.at : undefined, → activatedAt: started ? starts.at : undefined,',
    'lib/domain/license.ts: cancelledAt: ended ? ends?.at : undefined, → cancelledAt: ended ? ends.at : undefined,',
  ],
  'renewals are tried from an earlier one on': [
    "lib/domain/calendar.ts: const elapsed = elapse(from, plainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, plainDate(true ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, plainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, plainDate(false ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, plainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, plainDate(after >= notBefore ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, plainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, plainDate(after <= notBefore ? after : notBefore), 'trunc');",
  ],
  'nobody is looked up for an assignment that is not asked for': [
    'lib/domain/license.ts: assignedTo: request.assignedTo && known.assignee && embedAssignment(request.assignedTo, known.assignee.display), → assignedTo: request.assignedTo || known.assignee && embedAssignment(request.assignedTo, known.assignee.display),',
  ],
  'asked only where the start is due, so that there is one': [
    'lib/domain/license.ts: const cancelled = cancel(license, ({ starts }) => starts?.on, request, moment, { → const cancelled = cancel(license, ({ starts }) => starts.on, request, moment, {',
  ],
  'the same instant again': [
    'lib/domain/effective-dates.ts: for (const fact of [starts, ends]) if (fact && isDue(fact, now) && fact.at > latest) latest = fact.at; → for (const fact of [starts, ends]) if (fact && isDue(fact, now) && fact.at >= latest) latest = fact.at;',
    'lib/domain/effective-dates.ts: if (isDue(starts, now)) return { starts, ends: ends.at < starts.at ? { ...ends, at: starts.at } : ends }; → if (isDue(starts, now)) return { starts, ends: ends.at <= starts.at ? { ...ends, at: starts.at } : ends };',
  ],
  'the same day': [
    'lib/domain/effective-dates.ts: return boundUntil > today ? boundUntil : today; → return boundUntil >= today ? boundUntil : today;',
  ],
  'no two add-ons have one id': [
    'lib/domain/subscription.ts: return [...addons].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)); → return [...addons].sort((a, b) => (rank(a) <= rank(b) ? -1 : 1));',
  ],
  'what stands in no object is no key': ['lib/contract/json.ts: let isFirst = false; → let isFirst = true;'],
  'the module is loaded before Stryker changes it': [
    'lib/contract/json.ts: const utf8 = new TextDecoder(\'utf-8\', { fatal: true, ignoreBOM: true }); → const utf8 = new TextDecoder("", { fatal: true, ignoreBOM: true });',
  ],
};

/** Every other change must be noticed. */
export const equivalentMutants = new Set(Object.values(byReason).flat());
