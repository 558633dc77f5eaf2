import type { InventorySim, SimCodes } from '../contract/sim.ts';
import type { ErasureMark } from './erasure.ts';

type SensitiveSimFields = Pick<InventorySim, 'imsi' | 'lpa' | 'esimProfile'>;

/** The stored facts of a SIM card. Seamless OS owns them. */
export interface SimFacts extends Omit<InventorySim, keyof SensitiveSimFields>, ErasureMark {
  details?: SensitiveSimFields | undefined;
}

/** The codes of a SIM card. They are stored apart from the card and deleted with it. */
export type SimCodeFacts = SimCodes;

/** Derives the representation of a SIM card. */
export const viewSim = ({ iccid, type, status, details, createdAt, updatedAt }: SimFacts): InventorySim => ({
  iccid,
  type,
  status,
  imsi: details?.imsi,
  lpa: details?.lpa,
  esimProfile: details?.esimProfile,
  createdAt,
  updatedAt,
});

/** Derives the representation of the codes of a SIM card. */
export const viewSimCodes = ({ iccid, puk1, puk2, pin1, pin2 }: SimCodeFacts): SimCodes => ({
  iccid,
  puk1,
  puk2,
  pin1,
  pin2,
});
