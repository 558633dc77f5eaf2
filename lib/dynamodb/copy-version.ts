/** The attribute beside a copied text that says which version of its source the copy came from. */
export const copyVersion = (attribute: string): string => `${attribute}Version`;

interface Versioned {
  version: number;
}

/** What stands beside the copies when a thing is written with the texts as they were read. */
export const copiedFrom = (sources: {
  customer?: Versioned | undefined;
  /** Whom it is assigned to, where that is its customer. */
  assignedTo?: Versioned | undefined;
  productOffering?: Versioned | undefined;
  pendingProductOffering?: Versioned | undefined;
}): Record<string, number | undefined> =>
  Object.fromEntries(Object.entries(sources).map(([attribute, source]) => [copyVersion(attribute), source?.version]));
