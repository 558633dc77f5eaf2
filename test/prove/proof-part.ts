/** Number of an invariant in `docs/guarantees.md`. */
type Invariant = `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18}`;

/** Number of trials of each kind, by their label in the summary. */
export type TrialCounts = Record<string, number>;

export interface ProofEffort {
  /** Source of all randomness: the same seed repeats the run. */
  seed: number;
  /** End of the run in epoch milliseconds of the real clock. Absent for a short run, which always tries the same amount. */
  until?: number | undefined;
}

/** One method of searching for a violation of the invariants. */
export interface ProofPart {
  /** Value of the option `--only`. */
  name: string;
  /** One sentence about the method. */
  description: string;
  guards: readonly Invariant[];
  /** Set if the part takes minutes: it runs only if it is named or if `--minutes` is given. */
  isSlow?: true;
  /** @throws InvariantViolation */
  run(effort: ProofEffort): Promise<TrialCounts>;
}

/** Violation of an invariant. The message names the invariant and contains a readable trace of the events that led to it. */
export class InvariantViolation extends Error {
  override name = 'InvariantViolation';
}
