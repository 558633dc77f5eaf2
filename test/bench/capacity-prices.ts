import type { CapacityUnits } from './capacity-units.ts';

/**
 * Prices of DynamoDB on demand in eu-central-1, in USD per million request units, since the price cut of November 2024: the list
 * prices of us-east-1 (0.625 and 0.125) with the surcharge of the region. Look up the current prices before you rely on them.
 */
export const capacityPrices = { region: 'eu-central-1', asOf: '2024-11', writes: 0.7625, reads: 0.1525 } as const;

/** Computes the price in USD of a million calls that each use these units. */
export const computePricePerMillion = ({ reads, writes }: CapacityUnits): number =>
  reads * capacityPrices.reads + writes * capacityPrices.writes;
