import { renderMarkdownTable } from '../bench/markdown-table.ts';
import type { PeakDayResult } from './peak-day.ts';
import type { MonthResult } from './year-growth.ts';

const formatCount = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Formats the time of an event from its command to the bus. */
const formatSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Renders the peak days. One without events shows none. */
export const renderPeakDays = (days: [name: string, result: PeakDayResult][]): string =>
  renderMarkdownTable(
    ['', ...days.map(([name]) => name)],
    [
      toRow('changes of the largest tenant', days, ({ plan }) => formatCount(plan.changes)),
      toRow('lost, failed or applied twice', days, ({ lost }) => lost.length),
      toRow('backlog: minutes until all are applied', days, ({ appliedMinutes }) => appliedMinutes.toFixed(1)),
      toRow('applied per second', days, ({ plan, appliedMinutes }) =>
        formatCount(plan.changes / (appliedMinutes * 60)),
      ),
      toRow('minutes until all events are on the bus', days, day => ofEvents(day, day.publishedMinutes.toFixed(1))),
      toRow('events per second', days, day =>
        ofEvents(day, formatCount(day.plan.changes / (day.publishedMinutes * 60))),
      ),
      toRow('minutes for a million events, by calculation', days, day =>
        ofEvents(day, ((day.publishedMinutes * 1_000_000) / day.plan.changes).toFixed(1)),
      ),
      toRow('seconds until the changes of others are applied', days, ({ othersAppliedMinutes }) =>
        (othersAppliedMinutes * 60).toFixed(1),
      ),
      toRow('seconds until their events are on the bus', days, day =>
        ofEvents(day, (day.othersPublishedMinutes * 60).toFixed(1)),
      ),
      toRow('largest number of waiting records', days, day => ofEvents(day, formatCount(day.peakWaitingRecords))),
      toRow('calls of others during the backlog', days, ({ busy }) => formatCount(busy.calls.count)),
      toRow('their errors', days, ({ busy }) => busy.calls.errors),
      toRow(
        'their p99, before → during',
        days,
        ({ calm, busy }) => `${calm.calls.p99Ms.toFixed(1)} → ${busy.calls.p99Ms.toFixed(1)} ms`,
      ),
      toRow('p99 of their events, before → during', days, day =>
        ofEvents(day, `${formatSeconds(day.calm.events.p99Ms)} → ${formatSeconds(day.busy.events.p99Ms)}`),
      ),
      toRow('throttled calls', days, ({ throttled }) => formatThrottled(throttled)),
      toRow('hottest partition, write units per second', days, formatHottest),
    ],
  );

const toRow = (name: string, days: [string, PeakDayResult][], show: (day: PeakDayResult) => string | number) => [
  name,
  ...days.map(([, day]) => show(day)),
];

const ofEvents = ({ plan }: PeakDayResult, text: string): string => (plan.publishes ? text : '—');

const formatThrottled = (throttled: Record<string, number>): string =>
  Object.entries(throttled)
    .map(([name, count]) => `${name}: ${formatCount(count)}`)
    .join(', ') || '0';

function formatHottest({ loads }: PeakDayResult): string {
  const [[name, load] = []] = loads.toSorted(([, a], [, b]) => b.peakWrites - a.peakWrites);
  return `${formatCount(load?.peakWrites ?? 0)} (\`${name}\`)`;
}

export const renderYear = (months: MonthResult[]): string =>
  renderMarkdownTable(
    [
      'month',
      'calls per second',
      'p99 ms',
      'errors',
      'p99 ms of others',
      'errors of others',
      'throttled',
      'hottest partition',
    ],
    months.map(({ month, callsPerSecond, largest, others, throttled, hottest }) => [
      ...[month, formatCount(callsPerSecond), largest.p99Ms.toFixed(1), largest.errors],
      ...[others.p99Ms.toFixed(1), others.errors, throttled, `${formatCount(hottest.writes)} (\`${hottest.space}\`)`],
    ]),
  );
