import { useLocation, useSearch } from 'wouter';

/** Reads the filters of a list from the address, and changes them there, so that a filtered list can be linked to. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [path, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const filters = Object.fromEntries(names.map(name => [name, query.get(name) ?? ''])) as Record<Name, string>;
  const setFilters = (changes: Partial<Record<Name, string>>): void => {
    const entries = Object.entries<string>({ ...filters, ...changes }).filter(([, value]) => value !== '');
    navigate(entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`, { replace: true });
  };
  return { filters, setFilters };
}

/** Returns a filter as a repeatable query parameter; undefined if it is empty. */
export const toParameter = <Value extends string>(value: string): Value[] | undefined =>
  value === '' ? undefined : [value as Value];
