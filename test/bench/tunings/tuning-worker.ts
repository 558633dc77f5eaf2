import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * Runs in a process of its own, bundled, on the Node version that is measured. It loads several builds of `client-call.ts` and
 * calls them in turn, so that everything else that the machine does affects all of them alike.
 */

/** Builds of the client to compare. */
export interface TuningTask {
  files: string[];
  /** Number of turns of each build. The first third is not measured. */
  rounds: number;
}

/** CPU times. */
export interface TuningResult {
  /** The measurement of importing all builds and calling each once. */
  startMs: number;
  /** The measurements of one warm call, by build. */
  callMicroseconds: number[];
}

const callsPerTurn = 20;

async function compareBuilds({ files, rounds }: TuningTask): Promise<TuningResult> {
  const atStart = process.cpuUsage();
  const builds = files.map(file => ({
    callClient: createRequire(__filename)(file).callClient as () => Promise<void>,
    microseconds: [] as number[],
  }));
  for (const { callClient } of builds) await callClient();
  const { user, system } = process.cpuUsage(atStart);
  for (let round = 0; round < rounds; round++) {
    for (const { callClient, microseconds } of round % 2 ? builds : [...builds].reverse()) {
      const before = process.cpuUsage();
      for (let call = 0; call < callsPerTurn; call++) await callClient();
      const { user, system } = process.cpuUsage(before);
      if (round >= rounds / 3) microseconds.push((user + system) / callsPerTurn);
    }
  }
  return {
    startMs: (user + system) / 1000,
    callMicroseconds: builds.map(({ microseconds }) => computeLowerMean(microseconds)),
  };
}

/** Computes the mean of the lower half: other processes and garbage collection only add to a measurement. */
function computeLowerMean(values: number[]): number {
  const kept = [...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length / 2));
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

compareBuilds(JSON.parse(process.argv[2] ?? '')).then(
  result => {
    writeSync(3, JSON.stringify(result));
    process.exit(0);
  },
  error => {
    console.error(error);
    process.exit(1);
  },
);
