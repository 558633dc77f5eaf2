import { scaleAssumptions } from './scale-assumptions.ts';

/** The units that a call consumes under one partition key of a table or an index. */
export interface PartitionCharge {
  /** The name of a table, or of an index. */
  space: string;
  partitionKey: string;
  reads: number;
  writes: number;
}

/** One partition: all partition keys whose hash is in its range. */
interface Partition {
  fromHash: number;
  toHash: number;
  writeTokens: number;
  readTokens: number;
  refilledAt: number;
  /** Write units since the tokens were refilled. */
  secondWrites: number;
  windowStartedAt: number;
  windowWrites: number;
  /** Write units of the window by partition key: which keys are hot. */
  heat: Map<string, number>;
}

/** Highest load of one partition within a second, and the number of refused calls. */
export interface SpaceLoad {
  peakWrites: number;
  throttled: number;
  splits: number;
  partitions: number;
}

interface Space {
  partitions: Partition[];
  load: SpaceLoad;
}

export interface PartitionModelOptions {
  /** Seconds of unused capacity that a partition keeps for a burst. On-demand tables promise none. */
  burstSeconds: number;
  /** Partitions of tables that were warmed up, by the name of the table or index. */
  warmPartitions?: Record<string, number>;
}

const hashRange = 2 ** 32;
/** A partition with more keys than this is not hot because of one of them. */
const maxHeatKeys = 1000;

/**
 * The partitions of tables and indexes, as DynamoDB documents them: each accepts 1,000 write and 3,000 read units per second, keeps
 * unused units for a while, and splits if it stays hot. A split divides partition keys. The items of one key are never divided,
 * because writes at the newest end of a list, or removals from its oldest end, would all stay on one side.
 */
export class PartitionModel {
  private readonly spaces = new Map<string, Space>();
  private readonly burstSeconds: number;
  private readonly warmPartitions: Record<string, number>;

  constructor({ burstSeconds, warmPartitions = {} }: PartitionModelOptions) {
    this.burstSeconds = burstSeconds;
    this.warmPartitions = warmPartitions;
  }

  /** Consumes the units of a call, all or none. @returns the space that throttles it */
  consume(charges: PartitionCharge[], nowMs: number): string | undefined {
    const found = charges.map(charge => ({ charge, partition: this.find(charge, nowMs) }));
    const refused = found.find(
      ({ charge: { reads, writes }, partition }) =>
        (writes > 0 && partition.writeTokens <= 0) || (reads > 0 && partition.readTokens <= 0),
    );
    if (refused) {
      this.getSpace(refused.charge.space).load.throttled += 1;
      return refused.charge.space;
    }
    for (const { charge, partition } of found) this.take(charge, partition, nowMs);
    return undefined;
  }

  /** Returns the load of each table and index that was used. */
  listLoads(): [string, SpaceLoad][] {
    return [...this.spaces].map(([name, { partitions, load }]) => [name, { ...load, partitions: partitions.length }]);
  }

  /** Begins a new measurement of the loads. */
  resetLoads(): void {
    for (const space of this.spaces.values()) space.load = createLoad();
  }

  private take({ space, partitionKey, reads, writes }: PartitionCharge, partition: Partition, nowMs: number): void {
    partition.writeTokens -= writes;
    partition.secondWrites += writes;
    partition.readTokens -= reads;
    if (writes === 0) return;
    const { heat } = partition;
    if (heat.has(partitionKey) || heat.size < maxHeatKeys)
      heat.set(partitionKey, (heat.get(partitionKey) ?? 0) + writes);
    partition.windowWrites += writes;
    const elapsedMs = nowMs - partition.windowStartedAt;
    if (elapsedMs >= scaleAssumptions.splitAfterMs) this.endWindow(this.getSpace(space), partition, nowMs);
  }

  private find({ space: name, partitionKey }: PartitionCharge, nowMs: number): Partition {
    const space = this.getSpace(name);
    const hash = hashPartitionKey(partitionKey);
    const partition = space.partitions.find(({ toHash }) => hash < toHash) ?? this.throwMissing();
    const elapsedSeconds = (nowMs - partition.refilledAt) / 1000;
    if (elapsedSeconds >= 1) {
      const { partitionWrites, partitionReads } = scaleAssumptions;
      const capacity = Math.max(1, this.burstSeconds);
      space.load.peakWrites = Math.max(space.load.peakWrites, partition.secondWrites / elapsedSeconds);
      partition.secondWrites = 0;
      partition.writeTokens = Math.min(
        partitionWrites * capacity,
        partition.writeTokens + partitionWrites * elapsedSeconds,
      );
      partition.readTokens = Math.min(
        partitionReads * capacity,
        partition.readTokens + partitionReads * elapsedSeconds,
      );
      partition.refilledAt = nowMs;
    }
    return partition;
  }

  private getSpace(name: string): Space {
    let space = this.spaces.get(name);
    if (!space) {
      const count = this.warmPartitions[name] ?? scaleAssumptions.initialPartitions;
      const width = hashRange / count;
      const partitions = Array.from({ length: count }, (_, index) =>
        createPartition(index * width, (index + 1) * width, 0),
      );
      space = { partitions, load: createLoad() };
      this.spaces.set(name, space);
    }
    return space;
  }

  /** Splits a partition that was hot for a whole window, where its keys divide the heat best. */
  private endWindow(space: Space, partition: Partition, nowMs: number): void {
    const seconds = (nowMs - partition.windowStartedAt) / 1000;
    const isHot = partition.windowWrites / seconds >= scaleAssumptions.partitionWrites * scaleAssumptions.splitShare;
    const splitAt = isHot ? findSplit(partition) : undefined;
    if (splitAt !== undefined) {
      const index = space.partitions.indexOf(partition);
      const halves = [
        createPartition(partition.fromHash, splitAt, nowMs),
        createPartition(splitAt, partition.toHash, nowMs),
      ];
      space.partitions.splice(index, 1, ...halves);
      space.load.splits += 1;
    }
    partition.windowStartedAt = nowMs;
    partition.windowWrites = 0;
    partition.heat.clear();
  }

  private throwMissing(): never {
    throw new Error('No partition has this hash.');
  }
}

const createLoad = (): SpaceLoad => ({ peakWrites: 0, throttled: 0, splits: 0, partitions: 0 });

const createPartition = (fromHash: number, toHash: number, nowMs: number): Partition => ({
  ...{ fromHash, toHash, refilledAt: nowMs, secondWrites: 0, windowStartedAt: nowMs, windowWrites: 0, heat: new Map() },
  ...{ writeTokens: scaleAssumptions.partitionWrites, readTokens: scaleAssumptions.partitionReads },
});

/** Finds the hash that divides the heat most evenly. @returns undefined if all heat is on one partition key */
function findSplit({ heat }: Partition): number | undefined {
  const keys = [...heat]
    .map(([key, units]) => ({ hash: hashPartitionKey(key), units }))
    .sort((a, b) => a.hash - b.hash);
  const total = keys.reduce((sum, { units }) => sum + units, 0);
  let below = 0;
  let best: { hash: number; distance: number } | undefined;
  for (const [index, { units }] of keys.entries()) {
    below += units;
    const next = keys[index + 1];
    const distance = Math.abs(total / 2 - below);
    if (next && (!best || distance < best.distance)) best = { hash: next.hash, distance };
  }
  return best?.hash;
}

/** Distributes partition keys evenly (FNV-1a with a final mix). DynamoDB's own function is not published. */
export function hashPartitionKey(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
