import type { BenchmarkRequestKind } from './benchmark-requests.ts';
import type { ContenderBundles, ContenderName } from './contenders.ts';
import type { GrowthResult } from './growth.ts';
import type { ThroughputResult } from './throughput.ts';
import type { TimeZoneCost } from './time-zone-cost.ts';
import type { ContenderTimes } from './times.ts';
import type { TuningSaving } from './tunings/measure-tunings.ts';
import type { DatabaseUsage } from './usage-meter.ts';

/** Results of a run. */
export interface BenchmarkResults {
  quick: boolean;
  date: string;
  machine: { cpu: string; cores: number; memoryGb: number };
  packages: Record<string, string>;
  bundles: ContenderBundles;
  /** Bytes of each function of this project. */
  functionBytes: Record<string, number>;
  zodBytes: number;
  usage: Record<ContenderName, Partial<Record<BenchmarkRequestKind, DatabaseUsage>>>;
  effects: Partial<Record<ContenderName, number>>;
  /** By the version of Node. */
  times: Record<string, Record<ContenderName, ContenderTimes>>;
  /** Part of the CPU time of a warm first call that is spent outside the idempotency protocol, by the version of Node. */
  middlewareShare: Record<string, number>;
  /** By the version of Node. */
  timeZoneCost: Record<string, TimeZoneCost>;
  /** By the version of Node. */
  tunings: Record<string, TuningSaving[]>;
  throughput: ThroughputResult[];
  growth: GrowthResult[];
}
