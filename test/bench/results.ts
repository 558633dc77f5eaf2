import type { Bundles, Contender } from './contenders.ts';
import type { Growth } from './growth.ts';
import type { Usage } from './meter.ts';
import type { Kind } from './requests.ts';
import type { Throughput } from './throughput.ts';
import type { Times } from './times.ts';
import type { ZoneCost } from './zone-cost.ts';

/** Everything that a run measured. */
export interface Results {
  quick: boolean;
  date: string;
  machine: { cpu: string; cores: number; memoryGb: number };
  packages: Record<string, string>;
  bundles: Bundles;
  /** Bytes of each function of the project. */
  functionBytes: Record<string, number>;
  zodBytes: number;
  usage: Record<Contender, Partial<Record<Kind, Usage>>>;
  effects: Partial<Record<Contender, number>>;
  /** By the version of Node. */
  times: Record<string, Record<Contender, Times>>;
  /** The part of a warm first call that is spent outside of the protocol, by the version of Node. */
  shellShare: Record<string, number>;
  /** By the version of Node. */
  zoneCost: Record<string, ZoneCost>;
  throughput: Throughput[];
  growth: Growth[];
}
