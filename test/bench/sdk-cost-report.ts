import type { BenchmarkResults } from './benchmark-results.ts';
import { toMajorVersion } from './create-charts.ts';
import { renderMarkdownTable } from './markdown-table.ts';
import type { ContenderTimes } from './times.ts';
import { clientTunings } from './tunings/client-tunings.ts';

/** Renders the cost of the SDK's client compared with the hand-written one, and the savings of each tuning. */
export const renderSdkCost = (results: BenchmarkResults): string => `## The SDK's client

This project uses the SDK's document client with the settings in \`lib/dynamodb/client.ts\`. Compared with the hand-written client it takes:

${renderIncreases(results)}

Each tuning saves the following CPU time, measured by undoing it. The calls are made without a network, which would hide such
differences (\`test/bench/tunings/\`). The share is that of a replay, which makes one call.

${renderSavings(results)}`;

const measures: [string, (times: ContenderTimes) => number][] = [
  ['CPU of a first call', ({ callCpuMs }) => callCpuMs.first ?? Number.NaN],
  ['CPU of a replay', ({ callCpuMs }) => callCpuMs.replay ?? Number.NaN],
  ['import and first call', ({ startMs }) => startMs],
  ['memory', ({ residentBytes }) => residentBytes],
];

const renderIncreases = ({ times }: BenchmarkResults): string =>
  renderMarkdownTable(
    ['', ...measures.map(([title]) => title)],
    Object.entries(times).map(([node, { ours, handWritten }]) => [
      `Node ${toMajorVersion(node)}`,
      ...measures.map(([, read]) => formatPercent(read(ours) / read(handWritten) - 1)),
    ]),
  );

const renderSavings = ({ tunings, times }: BenchmarkResults): string =>
  renderMarkdownTable(
    [
      'tuning',
      ...Object.keys(tunings).flatMap(node =>
        ['\u00b5s per call', 'of a replay', 'ms at the start'].map(what => `${what}, Node ${toMajorVersion(node)}`),
      ),
    ],
    clientTunings.map(({ name }, index) => [
      name,
      ...Object.entries(tunings).flatMap(([node, savings]) => {
        const { callMicroseconds = Number.NaN, startMs = Number.NaN } = savings[index] ?? {};
        const replayMs = times[node]?.ours.callCpuMs.replay ?? Number.NaN;
        return [callMicroseconds.toFixed(0), formatPercent(callMicroseconds / 1000 / replayMs), startMs.toFixed(1)];
      }),
    ]),
  );

const formatPercent = (part: number): string => `${(part * 100).toFixed(0)} %`;
