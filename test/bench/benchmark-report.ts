import { requestKindNames, requestKinds } from './benchmark-requests.ts';
import type { BenchmarkResults } from './benchmark-results.ts';
import { evaluateTargets } from './benchmark-targets.ts';
import { capacityPrices, computePricePerMillion } from './capacity-prices.ts';
import { type ContenderName, contenderNames, contenderTitles, distinctContenders } from './contenders.ts';
import { toMajorVersion } from './create-charts.ts';
import { type GrowthCall, growthCallTitles } from './growth.ts';
import { renderMarkdownTable } from './markdown-table.ts';

/** The whole document. */
export function createBenchmarkReport(results: BenchmarkResults): string {
  const { machine, packages, date, quick, times } = results;
  const nodes = Object.keys(times).map(node => node.slice(1));
  return `# Benchmarks

Written by \`npm run bench\`; do not edit. ${date}, on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${nodes.join(' and ')};
${Object.entries(packages)
  .map(([name, version]) => `\`${name}\` ${version}`)
  .join(', ')}.${quick ? '\n\n**A quick run: its times mean little.**' : ''}

Compared, in one run on one machine against the embedded DynamoDB engine:

- **${contenderTitles.ours}**: the bundles as they are deployed;
- **${contenderTitles.peer}**: middy, the function wrapper of Powertools idempotency and the document client, written from their public documentation
  (\`test/bench/peer/\`), around the same rules, schemas, log line and metrics; minified, the SDK inside;
- **${contenderTitles.peerAlike}**: the same code without \`import()\`, as the bundles of this project. On plain HTTP, as here, the SDK loads \`node:http\` that way,
  which starts the loader of ECMAScript modules; over HTTPS it does not, so that on AWS the usual way starts as this one;
- **${contenderTitles.peerUntuned}**: the same code as \`NodejsFunction\` bundles it unless told otherwise, with the SDK of the runtime, here from \`node_modules\`;
- **${contenderTitles.floor}**: one BatchGetItem and one TransactWriteItems by the SDK's bare client (\`test/bench/floor/\`), nothing checked; bundled as
  here, with nothing left out. This project is below it where it does without that client: it signs and sends by itself (\`lib/dynamodb/client.ts\`).

Noise: contenders take turns, every value is a median over processes of their own; counts and sizes are exact. Times of the clock contain
those of the engine on the same machine.

## Targets

${renderTargets(results)}

## What a request uses of DynamoDB

Request units by DynamoDB's published rules, from the items that went over the wire. Price of a million in USD: ${capacityPrices.writes} per million WRU,
${capacityPrices.reads} per million RRU (${capacityPrices.region}, on demand, ${capacityPrices.asOf}).

${renderUsage(results)}

The usual way pays less for a first call: it reads without strong consistency, and writes answer and license one after the other instead of
in one transaction. Where the answer to the commit is lost and the client repeats, ${describeEffects(results)}.

![DynamoDB calls](benchmarks/calls.svg)

## Size and start

${renderStartTimes(results)}

The tenant's time zone is UTC, the default. For a tenant of another one the first command of a process takes more, here and in the usual way, for
the tables of ICU: ${Object.entries(results.timeZoneCost)
    .map(
      ([node, { cpuMs, bytes }]) =>
        `${cpuMs.toFixed(0)} ms of CPU and ${(bytes / 1e6).toFixed(0)} MB on Node ${toMajorVersion(node)}`,
    )
    .join(', ')}. Reads need no time zone.

![Start](benchmarks/start.svg)

![Bundle](benchmarks/bundle.svg)

The functions of this project, KB: ${Object.entries(results.functionBytes)
    .map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(0)}`)
    .join(', ')}.

## CPU of a warm call

Milliseconds of user and system time, the client's side of the connection included.

${Object.keys(times)
  .map(
    node =>
      `${renderCpuTimes(results, node)}\n\n![CPU on Node ${toMajorVersion(node)}](benchmarks/cpu-node-${toMajorVersion(node)}.svg)`,
  )
  .join('\n\n')}

Of a first call of this project, middleware, validation and the log take ${Object.entries(results.middlewareShare)
    .map(([node, share]) => `${(share * 100).toFixed(0)} % on Node ${toMajorVersion(node)}`)
    .join(', ')}: measured against the protocol alone (\`test/bench/bare/\`).

## The local server

Creates, each caller sending the next when the last is answered; server, engine and callers share the machine.

${renderMarkdownTable(
  ['callers', 'per second', 'median ms', '99 % ms'],
  results.throughput.map(({ callers, perSecond, medianMs, p99Ms }) => [
    callers,
    perSecond.toFixed(0),
    medianMs.toFixed(1),
    p99Ms.toFixed(1),
  ]),
)}

## As data grows

One tenant has all licenses, one customer nine in ten of them. Milliseconds of a warm call.

${renderMarkdownTable(
  ['licenses', ...Object.values(growthCallTitles)],
  results.growth.map(({ licenses, callMs }) => [
    licenses.toLocaleString('en'),
    ...(Object.keys(growthCallTitles) as GrowthCall[]).map(call => callMs[call].toFixed(1)),
  ]),
)}

![Growth](benchmarks/growth.svg)
`;
}

const renderTargets = (results: BenchmarkResults): string =>
  renderMarkdownTable(
    ['target', 'at most', 'measured', ''],
    evaluateTargets(results).map(({ name: what, limit: most, measured }) => [
      what,
      most,
      Number.isInteger(measured) ? measured : measured.toFixed(2),
      measured <= most ? 'met' : '**not met**',
    ]),
  );

const renderUsage = ({ usage }: BenchmarkResults): string =>
  renderMarkdownTable(
    ['', '', 'calls', 'round trips', 'RRU', 'WRU', 'USD per million'],
    requestKindNames.flatMap(kind =>
      distinctContenders
        .filter(each => usage[each][kind])
        .map((each, index) => {
          const used = usage[each][kind] ?? { calls: 0, roundTrips: 0, reads: 0, writes: 0 };
          const { calls, roundTrips, reads, writes } = used;
          return [
            index === 0 ? requestKinds[kind].name : '',
            contenderTitles[each],
            calls,
            roundTrips,
            reads,
            writes,
            computePricePerMillion(used).toFixed(2),
          ];
        }),
    ),
  );

const describeEffects = ({ effects }: BenchmarkResults): string =>
  (Object.entries(effects) as [ContenderName, number][])
    .map(([each, count]) => `${contenderTitles[each]} leaves ${count === 1 ? 'one license' : `${count} licenses`}`)
    .join(', ');

const renderStartTimes = ({ bundles, times }: BenchmarkResults): string =>
  renderMarkdownTable(
    [
      '',
      'bundle KB',
      ...Object.keys(times).flatMap(node =>
        ['start ms', 'start CPU ms', 'memory MB'].map(what => `${what}, Node ${toMajorVersion(node)}`),
      ),
    ],
    contenderNames.map(each => [
      contenderTitles[each],
      (bundles[each]['create-license'].bytes / 1000).toFixed(0),
      ...Object.values(times).flatMap(({ [each]: { startMs, startCpuMs, residentBytes } }) => [
        startMs.toFixed(0),
        startCpuMs.toFixed(0),
        (residentBytes / 1e6).toFixed(0),
      ]),
    ]),
  );

const renderCpuTimes = ({ times }: BenchmarkResults, node: string): string =>
  renderMarkdownTable(
    [`Node ${toMajorVersion(node)}`, ...requestKindNames.map(kind => requestKinds[kind].name)],
    distinctContenders.map(each => [
      contenderTitles[each],
      ...requestKindNames.map(kind => times[node]?.[each].callCpuMs[kind]?.toFixed(2) ?? ''),
    ]),
  );
