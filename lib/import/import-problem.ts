/** What is wrong with a line. */
export interface ImportProblem {
  /** Where: `addons.2.productOfferingId`. Empty: the line as a whole. */
  field: string;
  /** A sentence without its subject. */
  reason: string;
}
