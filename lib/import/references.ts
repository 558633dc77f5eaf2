import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import type { ImportProblem } from './import-problem.ts';
import type { LoadedItems } from './loaded-items.ts';

/** Finds the items that a line refers to, and collects the missing ones as problems. */
export interface ReferenceFinder {
  problems: ImportProblem[];
  findItem<T>(field: string, what: string, ref: ItemRef<T>): T | undefined;
  /** Finds an offering of the given type. */
  findOffering(
    field: string,
    id: string | undefined,
    type: ProductOfferingFacts['type'],
  ): StoredItem<ProductOfferingFacts> | undefined;
}

export function createReferenceFinder(loaded: LoadedItems, tenantId: string): ReferenceFinder {
  const problems: ImportProblem[] = [];
  const findItem: ReferenceFinder['findItem'] = (field, what, ref) => {
    const item = loaded.get(ref);
    if (item === undefined)
      problems.push({ field, reason: `the ${what} is not defined; import it first or correct the ID` });
    return item;
  };
  return {
    problems,
    findItem,
    findOffering(field, id, type) {
      if (id === undefined) return undefined;
      const offering = findItem(field, `product offering ${id}`, productOfferingRef(tenantId, id));
      if (!offering || offering.type === type) return offering;
      problems.push({ field, reason: `the product offering ${id} is of type ${offering.type}, not ${type}` });
      return undefined;
    },
  };
}
