import { type Contender, contenderNames, contenders } from './contenders.ts';
import { type GrowthCall, growthCalls } from './growth.ts';
import { kindNames, kinds } from './requests.ts';
import type { Results } from './results.ts';
import { barChart } from './svg.ts';

const series = Object.values(contenders);

/** The plots by the names of their files. */
export function chartsOf(results: Results): Record<string, string> {
  const { usage, times, growth, bundles } = results;
  const values = (of: (contender: Contender) => number | undefined, digits: number) =>
    contenderNames.flatMap((contender, index) => {
      const value = of(contender);
      return value === undefined ? [] : [{ series: index, value, label: value.toFixed(digits) }];
    });
  const byKind = (
    title: string,
    unit: string,
    of: (contender: Contender, kind: (typeof kindNames)[number]) => number | undefined,
    digits: number,
  ) =>
    barChart({
      title,
      unit,
      series,
      groups: kindNames.map(kind => ({ label: kinds[kind].name, values: values(each => of(each, kind), digits) })),
    });
  const nodes = Object.entries(times);
  return {
    'calls.svg': byKind('DynamoDB calls', '', (each, kind) => usage[each][kind]?.calls, 0),
    ...Object.fromEntries(
      nodes.map(([node, measured]) => [
        `cpu-node-${major(node)}.svg`,
        byKind(`CPU of a warm call on Node ${major(node)}`, 'ms', (each, kind) => measured[each].callCpuMs[kind], 2),
      ]),
    ),
    'start.svg': barChart({
      title: 'Import and first call in a fresh process, median',
      unit: 'ms',
      series,
      groups: nodes.map(([node, measured]) => ({
        label: `Node ${major(node)}`,
        values: values(each => measured[each].startMs, 0),
      })),
    }),
    'bundle.svg': barChart({
      title: 'Bundle of create-license, minified unless CDK does not',
      unit: 'KB',
      series,
      groups: [{ label: 'create-license', values: values(each => bundles[each]['create-license'].bytes / 1000, 0) }],
    }),
    'growth.svg': barChart({
      title: 'Time of a warm call as data grows: one hot tenant, one hot customer',
      unit: 'ms',
      series: growth.map(({ licenses }) => `${licenses.toLocaleString('en')} licenses`),
      groups: (Object.keys(growthCalls) as GrowthCall[]).map(call => ({
        label: growthCalls[call],
        values: growth.map(({ callMs }, index) => ({
          series: index,
          value: callMs[call],
          label: callMs[call].toFixed(1),
        })),
      })),
    }),
  };
}

/** `20` of `v20.20.2`. */
export const major = (node: string): string => node.slice(1).split('.')[0] ?? node;
