import type { CapacityUnits } from '../bench/capacity-units.ts';
import { awsPrices } from '../cost/aws-prices.ts';
import { costAssumptions } from '../cost/cost-assumptions.ts';

/** Log of a call in GB per million calls, and the share of the calls whose trace is recorded: see docs/cost.md. */
const logGigabytes = 1.5;
const pricePerCall =
  awsPrices.gatewayRequests.usd +
  awsPrices.functionRequests.usd +
  awsPrices.inspectedRequests.usd +
  logGigabytes * awsPrices.logIngestion.usd +
  costAssumptions.traceShare * awsPrices.recordedTraces.usd;

/** Computes the price in USD of a million calls on AWS. @param seconds - duration of one call of the function, which has 1 GB of memory */
export const computeCallPrice = ({ reads, writes }: CapacityUnits, seconds: number): number =>
  reads * awsPrices.readUnits.usd +
  writes * awsPrices.writeUnits.usd +
  seconds * awsPrices.functionDuration.usd +
  pricePerCall;
