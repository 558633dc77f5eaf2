/** A shared field whose stored value is not the one that the line states. Undefined is "none". */
export interface FieldDifference {
  /** The path of the field, such as `addons.2.end`. */
  field: string;
  inFile?: unknown;
  stored?: unknown;
  /** True if the line contains personal data that was erased. Then no value is reported. */
  isErased?: true;
}

/** One shared field: its value in the line, and what is stored about it. */
interface SharedValue<V> {
  field: string;
  inLine: V | undefined;
  stored: V | undefined;
  /** The value that the import stated last. `null` is "none"; undefined if it has never stated one. */
  lastStated: V | null | undefined;
  isCommanded: boolean;
  isSame(a: V, b: V): boolean;
  /** Returns false if the change would move or clear what is in effect. */
  mayChange(value: V | undefined): boolean;
}

interface ResolvedValue<V> {
  stated: V | null | undefined;
  /** Present if the item takes the value of the line. */
  taken?: { value: V | undefined };
  differences: FieldDifference[];
}

/**
 * Decides whether an item takes the value of its line. A value that was stated before and is omitted is stated as "none". A value
 * that equals the one stated last is no news, so a repeated import undoes nothing.
 */
export function resolveSharedValue<V>(shared: SharedValue<V>): ResolvedValue<V> {
  const { field, inLine, stored, lastStated, isCommanded } = shared;
  if (inLine === undefined && lastStated === undefined) return { stated: undefined, differences: [] };
  const isSame = (a: V | null | undefined, b: V | null | undefined): boolean =>
    a === undefined || a === null || b === undefined || b === null ? (a ?? null) === (b ?? null) : shared.isSame(a, b);
  const isNews = lastStated === undefined || !isSame(inLine, lastStated);
  const stated = isNews ? (inLine ?? null) : lastStated;
  if (isSame(inLine, stored)) return { stated, differences: [] };
  if (isNews && !isCommanded && shared.mayChange(inLine)) return { stated, taken: { value: inLine }, differences: [] };
  return { stated, differences: [{ field, inFile: inLine, stored }] };
}
