import type { CapacityUnits } from './capacity-units.ts';

/**
 * DynamoDB on demand in eu-central-1, USD per million request units, since the price cut of November 2024: the list price of
 * us-east-1 (0.625 and 0.125) with the surcharge of that region. Look it up before you rely on it.
 */
export const capacityPrices = { region: 'eu-central-1', asOf: '2024-11', writes: 0.7625, reads: 0.1525 } as const;

/** USD for a million calls that each use this much. */
export const computePricePerMillion = ({ reads, writes }: CapacityUnits): number =>
  reads * capacityPrices.reads + writes * capacityPrices.writes;
