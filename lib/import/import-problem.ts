/** A problem of a line. */
export interface ImportProblem {
  /** The path of the field, such as `addons.2.productOfferingId`. Empty for the line as a whole. */
  field: string;
  /** A sentence without its subject. */
  reason: string;
  /** True if a later line of the file may solve the problem. The line is tried once more at the end of its pass. */
  isRetried?: true;
}
