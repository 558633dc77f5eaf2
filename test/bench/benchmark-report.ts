import { requestKindNames, requestKinds } from './benchmark-requests.ts';
import type { BenchmarkResults } from './benchmark-results.ts';
import { evaluateTargets } from './benchmark-targets.ts';
import { capacityPrices, computePricePerMillion } from './capacity-prices.ts';
import { type ContenderName, contenderNames, contenderTitles, distinctContenders } from './contenders.ts';
import { toMajorVersion } from './create-charts.ts';
import { type GrowthCall, growthCallTitles } from './growth.ts';
import { renderMarkdownTable } from './markdown-table.ts';
import { renderSdkCost } from './sdk-cost-report.ts';

/** Creates the document. */
export function createBenchmarkReport(results: BenchmarkResults): string {
  const { machine, packages, date, quick, times } = results;
  const nodes = Object.keys(times).map(node => node.slice(1));
  return `# Benchmarks

Written by \`npm run bench\`; do not edit. ${date}, on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${nodes.join(' and ')};
${Object.entries(packages)
  .map(([name, version]) => `\`${name}\` ${version}`)
  .join(', ')}.${quick ? '\n\n**A quick run: its times are inaccurate.**' : ''}

Contenders, compared in one run on one machine with the embedded DynamoDB engine:

- **${contenderTitles.ours}**: the bundles as they are deployed;
- **${contenderTitles.handWritten}**: the same bundles with a hand-written client that signs and sends JSON by itself
  (\`test/bench/hand-written/\`) instead of the SDK's document client. It shows what the SDK costs;
- **${contenderTitles.peer}**: middy, the function wrapper of Powertools idempotency and the SDK's document client with default settings, written from
  their public documentation (\`test/bench/peer/\`), with the same rules, schemas, log line and metrics; minified, the SDK inside;
- **${contenderTitles.peerAlike}**: the same code without \`import()\`, as in the bundles of this project. Over plain HTTP, as here, the SDK loads \`node:http\` with
  \`import()\`, which starts Node's loader of ECMAScript modules. Over HTTPS it does not, so on AWS the tuned variant starts as fast as this one;
- **${contenderTitles.peerUntuned}**: the same code as \`NodejsFunction\` bundles it by default, with the SDK of the runtime, here from \`node_modules\`;
- **${contenderTitles.floor}**: one BatchGetItem and one TransactWriteItems with the SDK's low-level client and default settings (\`test/bench/floor/\`). Nothing is
  checked. It is bundled as here, without excluded modules.

Contenders take turns, and every time is a median over separate processes. Counts and sizes are exact. Wall-clock times include
those of the engine on the same machine.

## Targets

${renderTargets(results)}

## DynamoDB usage per request

Request units by DynamoDB's published rules, computed from the transferred items. Prices in USD: ${capacityPrices.writes} per million WRU,
${capacityPrices.reads} per million RRU (${capacityPrices.region}, on demand, ${capacityPrices.asOf}).

${renderUsage(results)}

Powertools uses fewer units for a first call: it reads without strong consistency, and writes the response and the license one after the
other instead of in one transaction. If the response to the commit is lost and the client repeats the request, ${describeEffects(results)}.

![DynamoDB calls](benchmarks/calls.svg)

## Size, start and memory

${renderStartTimes(results)}

Start is the import of the module and the first call. The tenant's time zone is UTC, the default. For a tenant with another time zone, the
first write of a process loads the tables of ICU, here and with Powertools. This takes ${Object.entries(
    results.timeZoneCost,
  )
    .map(
      ([node, { cpuMs, bytes }]) =>
        `${cpuMs.toFixed(0)} ms of CPU time and ${(bytes / 1e6).toFixed(0)} MB on Node ${toMajorVersion(node)}`,
    )
    .join(', ')}. Reads use no time zone.

![Start](benchmarks/start.svg)

![Bundle](benchmarks/bundle.svg)

Bundles of this project in KB: ${Object.entries(results.functionBytes)
    .map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(0)}`)
    .join(', ')}.

## CPU time of a warm call

Milliseconds of user and system time, including the client's side of the connection.

${Object.keys(times)
  .map(
    node =>
      `${renderCpuTimes(results, node)}\n\n![CPU on Node ${toMajorVersion(node)}](benchmarks/cpu-node-${toMajorVersion(node)}.svg)`,
  )
  .join('\n\n')}

Middleware, validation and the log take this share of a first call of this project: ${Object.entries(
    results.middlewareShare,
  )
    .map(([node, share]) => `${(share * 100).toFixed(0)} % on Node ${toMajorVersion(node)}`)
    .join(', ')}. It is the difference to the protocol alone (\`test/bench/bare/\`).

${renderSdkCost(results)}

## The local server

Create requests. Each caller sends the next one when the last one is answered. The server, the engine and the callers share the machine.

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

All licenses belong to one tenant, and nine of ten to one customer. Milliseconds of a warm call.

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
    .map(([each, count]) => `${contenderTitles[each]} has created ${count === 1 ? 'one license' : `${count} licenses`}`)
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
