import { allEndpoints } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import * as metricNames from '../../lib/observability/metrics.ts';
import { renderMarkdownTable } from '../bench/markdown-table.ts';
import { scaleAssumptions } from '../scale/scale-assumptions.ts';
import { awsPrices, type PriceName, priceOrigin } from './aws-prices.ts';
import type { ChargedMillion } from './call-charges.ts';
import { type Charge, formatCharge, formatUsd, sumAmounts, sumCharges } from './charge.ts';
import { costAssumptions } from './cost-assumptions.ts';
import { eventsPerCreate } from './event-charges.ts';
import type { IdleCost } from './idle-stage.ts';
import { listResourceCharges } from './resource-charges.ts';
import type { StageParts } from './stage-parts.ts';
import type { TemplateResource } from './synthesize-stage.ts';

const priceNames = Object.keys(awsPrices) as PriceName[];

/** Renders the costs of idle stages, one column per stage. */
export function renderIdleCosts(stages: { stage: string; costs: IdleCost[] }[]): string {
  // The last stage has all items, in their order.
  const items = [...new Set(stages.toReversed().flatMap(({ costs }) => costs.map(({ item }) => item)))];
  const listCharges = (costs: IdleCost[], item: string): Charge[] =>
    costs.filter(cost => cost.item === item).flatMap(({ charges }) => charges);
  return renderMarkdownTable(
    ['USD per month', ...stages.map(({ stage }) => `\`${stage}\``)],
    [
      ...items.map(item => [item, ...stages.map(({ costs }) => formatIdleCharges(listCharges(costs, item)))]),
      [
        '**sum**',
        ...stages.map(({ costs }) => `**${sumCharges(costs.flatMap(({ charges }) => charges)).toFixed(2)}**`),
      ],
    ],
  );
}

/** Formats the sum, with the calculation if it is one of whole numbers. */
function formatIdleCharges(charges: Charge[]): string {
  const used = priceNames.filter(price => sumAmounts(charges, price) > 0);
  if (used.length === 0) return '—';
  const isCounted = used.every(price => Number.isInteger(sumAmounts(charges, price)));
  const terms = used.map(price => `${sumAmounts(charges, price)} × ${formatUsd(awsPrices[price].usd)}`);
  const sum = sumCharges(charges).toFixed(2);
  return isCounted ? `${terms.join(' + ')} = ${sum}` : sum;
}

/** Renders the charges of a million of several things, one column for each. */
export function renderMillions(millions: ChargedMillion[]): string {
  const used = priceNames.filter(price => millions.some(({ charges }) => sumAmounts(charges, price) > 0));
  return renderMarkdownTable(
    ['USD per million', ...millions.map(({ title }) => title)],
    [
      ...used.map(price => [awsPrices[price].title, ...millions.map(({ charges }) => formatCharge(charges, price))]),
      ['**sum**', ...millions.map(({ charges }) => `**${sumCharges(charges).toFixed(2)}**`)],
    ],
  );
}

/** Renders the price of a million commands with everything that they cause. */
export function renderChain(
  command: ChargedMillion,
  [event, batchedEvent, delivery, batchedDelivery]: [ChargedMillion, ChargedMillion, ChargedMillion, ChargedMillion],
): string {
  const toRow = (title: string, events: ChargedMillion, deliveries: ChargedMillion): string[] => {
    const parts = [
      sumCharges(command.charges),
      eventsPerCreate * sumCharges(events.charges),
      eventsPerCreate * sumCharges(deliveries.charges),
    ];
    return [title, ...[...parts, parts.reduce((sum, part) => sum + part)].map(usd => usd.toFixed(2))];
  };
  return renderMarkdownTable(
    [
      `USD per million ${command.title}`,
      'command',
      `${eventsPerCreate} events`,
      `${eventsPerCreate} deliveries`,
      'sum',
    ],
    [toRow('each event alone', event, delivery), toRow('in full batches', batchedEvent, batchedDelivery)],
  );
}

/** Renders what each endpoint adds to a stage in use. Custom metrics that are never emitted cost nothing. */
export function renderMetrics(production: StageParts): string {
  const { outcomeMetrics, requestMetrics, scheduledChangeMetrics, publishMetrics, webhookMetrics } = metricNames;
  const ofRequests = { ...outcomeMetrics, ...requestMetrics, clockSkew: metricNames.clockSkewMetric };
  const perRequest = Object.keys(ofRequests).length;
  const ofStage = [scheduledChangeMetrics, publishMetrics, webhookMetrics].flatMap(names => Object.values(names));
  // The cold starts are one metric.
  const perStage = perRequest + ofStage.length + 1;
  const perEndpoint = perRequest + Object.keys(metricNames.versionMetrics).length;
  const toRow = (title: string, price: PriceName, count: number) => [
    title,
    count,
    (count * awsPrices[price].usd).toFixed(2),
  ];
  return renderMarkdownTable(
    ['', 'metrics', 'USD per month'],
    [
      toRow('alarms of one endpoint', 'alarmMetric', countEndpointAlarms(production)),
      toRow('custom metrics of one endpoint with one version, at most', 'customMetric', perEndpoint),
      toRow(
        'custom metrics of the jobs, of cold starts and of all endpoints together, at most',
        'customMetric',
        perStage,
      ),
      toRow(
        `all custom metrics with ${allEndpoints.length} endpoints, at most`,
        'customMetric',
        perEndpoint * allEndpoints.length + perStage,
      ),
    ],
  );
}

/** Counts the metrics in the alarms of an endpoint. Every endpoint has the same alarms. */
function countEndpointAlarms({ resources }: StageParts): number {
  const names = allEndpoints.map(({ operation }) => `"connect-production-${toFunctionFolder(operation)}-`);
  const isOfEndpoint = ({ type, properties }: TemplateResource): boolean =>
    type === 'AWS::CloudWatch::Alarm' && names.some(name => JSON.stringify(properties.AlarmName).includes(name));
  return sumAmounts(listResourceCharges(resources.filter(isOfEndpoint)), 'alarmMetric') / allEndpoints.length;
}

/** Renders the figures that the templates and the tests do not contain. */
export function renderAssumptions(): string {
  const { readMs, writeMs, transactionMs, busMs } = scaleAssumptions;
  const { hoursPerMonth, queueMs, deliveryMs, healthRequestMs, traceShare, queuePollers, pollSeconds, eventBytes } =
    costAssumptions;
  return [
    `- **Durations** are computed: ${readMs} ms for a read of DynamoDB, ${writeMs} ms for a write, ${transactionMs} ms for a transaction and ${busMs} ms for the bus, as in [scale.md](scale.md#the-simulation); ${queueMs} ms for the queue, ${deliveryMs} ms for a webhook endpoint, ${healthRequestMs} ms for a check of the health, and the CPU time with the function's share of a vCPU. Cold starts are not included. Replace them with \`Latency\` of your stage: ten more milliseconds cost ${(0.01 * awsPrices.functionDuration.usd).toFixed(2)} per million calls with 1,024 MB.`,
    `- **Month**: ${hoursPerMonth} hours.`,
    `- **Traces**: X-Ray records one request per second, and ${traceShare * 100} % of the others.`,
    `- **Polling**: Lambda has ${queuePollers} pollers at the webhook queue. An empty request waits for ${pollSeconds} seconds.`,
    `- **Size**: an event has ${eventBytes} bytes in the archive.`,
  ].join('\n');
}

/** Renders the prices with their sources. */
export const renderPrices = (): string =>
  renderMarkdownTable(
    ['price', `USD, ${priceOrigin.region}, ${priceOrigin.asOf}`, 'per', 'source'],
    Object.values(awsPrices).map(({ title, usd, per, page }) => [title, formatUsd(usd), per, toLink(page)]),
  );

const toLink = (page: string): string => `[${/amazon\.com\/([\w-]+)/.exec(page)?.[1]}](${page})`;
