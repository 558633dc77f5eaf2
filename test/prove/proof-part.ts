/** As `docs/guarantees.md` names them. */
type Invariant = `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13}`;

/** How often each thing was tried, by what it is called in the summary. */
export type TrialCounts = Record<string, number>;

export interface ProofEffort {
  /** Everything random comes from it, so that it repeats the run. */
  seed: number;
  /** Epoch milliseconds of the real clock until which to try on. Absent: a short run, which always tries the same amount. */
  until?: number | undefined;
}

/** One way of trying to break what is promised. */
export interface ProofPart {
  /** One word, which `--only` takes. */
  name: string;
  /** What is tried, in a sentence. */
  description: string;
  guards: readonly Invariant[];
  /** Takes minutes: tried when it is named, or when minutes are given. */
  isSlow?: true;
  /** @throws InvariantViolation */
  run(effort: ProofEffort): Promise<TrialCounts>;
}

/** Something that is promised did not hold. The message says what, and how it came to it: a trace that a person can follow. */
export class InvariantViolation extends Error {
  override name = 'InvariantViolation';
}
