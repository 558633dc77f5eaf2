/** Returns the entries that differ, for the API, which merges metadata. A removed entry is null. */
export function diffMetadata(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const removed = Object.keys(before).filter(name => !Object.hasOwn(after, name));
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries([...removed.map(name => [name, null]), ...changed]);
}
