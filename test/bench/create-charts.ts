import { renderBarChart } from './bar-chart.ts';
import { requestKindNames, requestKinds } from './benchmark-requests.ts';
import type { BenchmarkResults } from './benchmark-results.ts';
import { type ContenderName, contenderNames, contenderTitles } from './contenders.ts';
import { type GrowthCall, growthCallTitles } from './growth.ts';

const chartSeries = Object.values(contenderTitles);

/** Creates the charts, by file name. */
export function createCharts(results: BenchmarkResults): Record<string, string> {
  const { usage, times, growth, bundles } = results;
  const values = (of: (contender: ContenderName) => number | undefined, digits: number) =>
    contenderNames.flatMap((contender, index) => {
      const value = of(contender);
      return value === undefined ? [] : [{ series: index, value, label: value.toFixed(digits) }];
    });
  const byKind = (
    title: string,
    unit: string,
    of: (contender: ContenderName, kind: (typeof requestKindNames)[number]) => number | undefined,
    digits: number,
  ) =>
    renderBarChart({
      title,
      unit,
      series: chartSeries,
      groups: requestKindNames.map(kind => ({
        label: requestKinds[kind].name,
        values: values(each => of(each, kind), digits),
      })),
    });
  const nodes = Object.entries(times);
  return {
    'calls.svg': byKind('DynamoDB calls', '', (each, kind) => usage[each][kind]?.calls, 0),
    ...Object.fromEntries(
      nodes.map(([node, measured]) => [
        `cpu-node-${toMajorVersion(node)}.svg`,
        byKind(
          `CPU of a warm call on Node ${toMajorVersion(node)}`,
          'ms',
          (each, kind) => measured[each].callCpuMs[kind],
          2,
        ),
      ]),
    ),
    'start.svg': renderBarChart({
      title: 'Import and first call in a fresh process, median',
      unit: 'ms',
      series: chartSeries,
      groups: nodes.map(([node, measured]) => ({
        label: `Node ${toMajorVersion(node)}`,
        values: values(each => measured[each].startMs, 0),
      })),
    }),
    'bundle.svg': renderBarChart({
      title: 'Bundle of create-license, minified except with CDK defaults',
      unit: 'KB',
      series: chartSeries,
      groups: [{ label: 'create-license', values: values(each => bundles[each]['create-license'].bytes / 1000, 0) }],
    }),
    'growth.svg': renderBarChart({
      title: 'Time of a warm call as data grows, for one tenant and one large customer',
      unit: 'ms',
      series: growth.map(({ licenses }) => `${licenses.toLocaleString('en')} licenses`),
      groups: (Object.keys(growthCallTitles) as GrowthCall[]).map(call => ({
        label: growthCallTitles[call],
        values: growth.map(({ callMs }, index) => ({
          series: index,
          value: callMs[call],
          label: callMs[call].toFixed(1),
        })),
      })),
    }),
  };
}

/** Returns `20` for `v20.20.2`. */
export const toMajorVersion = (node: string): string => node.slice(1).split('.')[0] ?? node;
