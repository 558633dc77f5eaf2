/** Published limits of DynamoDB, and figures that AWS does not publish or that were measured elsewhere. docs/scale.md lists all of them. */
export const scaleAssumptions = {
  /** Write and read units per second of one partition. Published. */
  partitionWrites: 1000,
  partitionReads: 3000,
  /** Partitions of a new on-demand table, and of each of its indexes: 4,000 write units per second. Published. */
  initialPartitions: 4,
  /** A partition splits after this time above this share of its limit. AWS publishes only that it happens. */
  splitAfterMs: 5 * 60_000,
  splitShare: 0.8,
  /** Time of a call to DynamoDB inside a region. Replace it with the latency of your stage. */
  readMs: 4,
  writeMs: 5,
  transactionMs: 12,
  /** Time of one PutEvents call. */
  busMs: 15,
  /** CPU time of `apply-due` per change, by throughput.ts in docs/scheduled-changes.md: 0.9 ms with a whole vCPU. */
  applyCpuMs: 0.9,
  /** The share of a vCPU that a function of 1,024 MB has. One vCPU has 1,769 MB. Published. */
  cpuShare: 1024 / 1769,
  /** CPU time of `publish-events` per event, and of an endpoint per call of DynamoDB. */
  publishCpuMs: 0.5,
  endpointCpuMs: 0.5,
  /** Readers of each shard of the stream, and records of a batch: see infra/stream-source.ts. */
  readersPerShard: 4,
  recordsPerBatch: 100,
} as const;
