/** Mutants of Stryker that do not change the behaviour of the pure modules, by the reason why no test can detect them. */
const byReason: Record<string, string[]> = {
  'the end of the function returns undefined too': [
    'lib/contract/metadata-limits.ts: default: return undefined; → default:',
  ],
  'a date that is due is never undefined': [
    "lib/domain/addon.ts: cancelledAt: status === 'CANCELLED' ? end?.at : undefined, → cancelledAt: status === 'CANCELLED' ? end.at : undefined,",
    'lib/domain/license.ts: activatedAt: started ? starts?.at : undefined, → activatedAt: started ? starts.at : undefined,',
    'lib/domain/license.ts: cancelledAt: ended ? ends?.at : undefined, → cancelledAt: ended ? ends.at : undefined,',
  ],
  'the search for the next renewal starts earlier and finds the same': [
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(true ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(false ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(after >= notBefore ? after : notBefore), 'trunc');",
    "lib/domain/calendar.ts: const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc'); → const elapsed = elapse(from, toPlainDate(after <= notBefore ? after : notBefore), 'trunc');",
  ],
  'no assignee is read if the request has no assignment': [
    'lib/domain/license.ts: assignedTo: request.assignedTo && related.assignee && embedAssignment(request.assignedTo, related.assignee.display), → assignedTo: request.assignedTo || related.assignee && embedAssignment(request.assignedTo, related.assignee.display),',
  ],
  'both branches give the same instant': [
    'lib/domain/effective-dates.ts: return [changedAt, ...dueInstants].reduce((latest, at) => (at > latest ? at : latest)); → return [changedAt, ...dueInstants].reduce((latest, at) => (at >= latest ? at : latest));',
    'lib/domain/effective-dates.ts: return { starts, ends: starts?.applied && ends.at < starts.at ? { ...ends, at: starts.at } : ends }; → return { starts, ends: starts?.applied && ends.at <= starts.at ? { ...ends, at: starts.at } : ends };',
  ],
  'both branches give the same day': [
    'lib/domain/effective-dates.ts: return boundUntil > today ? boundUntil : today; → return boundUntil >= today ? boundUntil : today;',
  ],
  'the ids of add-ons are unique': [
    'lib/domain/subscription.ts: return [...addons].sort((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1)); → return [...addons].sort((a, b) => (toSortKey(a) <= toSortKey(b) ? -1 : 1));',
  ],
  'a token outside an object is never a key': [
    'lib/contract/json.ts: let expectsKey = false; → let expectsKey = true;',
  ],
  'the module is loaded before Stryker mutates it': [
    'lib/contract/json.ts: const utf8Decoder = new TextDecoder(\'utf-8\', { fatal: true, ignoreBOM: true }); → const utf8Decoder = new TextDecoder("", { fatal: true, ignoreBOM: true });',
  ],
};

/** Source lines before and after each equivalent mutant. A test must detect every other mutant. */
export const equivalentMutants = new Set(Object.values(byReason).flat());
