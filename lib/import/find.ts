import type { ProductOffering } from '../domain/entity.ts';
import { productOfferingRef } from '../store/entity.ts';
import type { Ref } from '../store/item.ts';
import type { Stored } from '../store/stored.ts';
import type { Known } from './known.ts';
import type { Problem } from './problem.ts';

/** Looks up what a line refers to and collects what is not there. */
export interface Finder {
  problems: Problem[];
  find<T>(field: string, what: string, ref: Ref<T>): T | undefined;
  /** An offering of one type. */
  findOffering(
    field: string,
    id: string | undefined,
    type: ProductOffering['type'],
  ): Stored<ProductOffering> | undefined;
}

export function finderIn(known: Known, tenantId: string): Finder {
  const problems: Problem[] = [];
  const find: Finder['find'] = (field, what, ref) => {
    const found = known.get(ref);
    if (found === undefined) problems.push({ field, reason: `there is no ${what}; import it or correct the id` });
    return found;
  };
  return {
    problems,
    find,
    findOffering(field, id, type) {
      if (id === undefined) return undefined;
      const offering = find(field, `product offering ${id}`, productOfferingRef(tenantId, id));
      if (!offering || offering.type === type) return offering;
      problems.push({ field, reason: `the product offering ${id} is of type ${offering.type}, not ${type}` });
      return undefined;
    },
  };
}
