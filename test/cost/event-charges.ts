import type { CapacityUnits } from '../bench/capacity-units.ts';
import { scaleAssumptions } from '../scale/scale-assumptions.ts';
import type { ChargedMillion } from './call-charges.ts';
import { type Charge, scaleCharges } from './charge.ts';
import { costAssumptions } from './cost-assumptions.ts';
import { type StageParts, toLogGigabytes } from './stage-parts.ts';

/** The events of a `createLicense` that begins at once: created, activated. A test counts them. */
export const eventsPerCreate = 2;

const { deliveryMs, eventBytes, queueMs, traceShare } = costAssumptions;
const { busMs, endpointCpuMs, publishCpuMs } = scaleAssumptions;
/** A message is sent, received and deleted. */
const requestsPerMessage = 3;
/** The CPU time of a delivery, in that of calls to an endpoint: it reads and writes twice, and signs the request. */
const callsPerDelivery = 4;

/** Lists the charges of a million events and of a million deliveries, each alone and in full batches. */
export function listEventCharges(
  parts: StageParts,
  unitsOf: (title: string) => CapacityUnits,
): [ChargedMillion, ChargedMillion, ChargedMillion, ChargedMillion] {
  const listEvents = (title: string, row: string, batchSize: number): ChargedMillion => ({
    title,
    charges: [...listPublishCharges(parts, unitsOf(row), batchSize), ...listBusCharges(parts)],
  });
  const listDeliveries = (title: string, row: string, batchSize: number): ChargedMillion => ({
    title,
    charges: listDeliveryCharges(parts, unitsOf(row), batchSize),
  });
  return [
    listEvents('events, each alone', 'an event in the feed, alone', 1),
    listEvents('events, 24 in a batch', '24 events of a tenant in one batch', 24),
    listDeliveries('deliveries, each alone', 'a delivery that is accepted, alone', 1),
    listDeliveries('deliveries, ten in a batch', 'ten deliveries that are accepted, in one batch', 10),
  ];
}

/** The runs of `publish-events`. Lambda reads the stream, which costs nothing. */
function listPublishCharges(parts: StageParts, units: CapacityUnits, batchSize: number): Charge[] {
  // The feed, the events and the endpoints, one after the other, and then the queue and the bus.
  const steps = { reads: 2, transactions: 1, waitMs: queueMs + busMs, cpuMs: publishCpuMs * batchSize };
  const run = { name: 'publish-events', units, steps, log: 'publishEvents' } as const;
  return scaleCharges(parts.listRunCharges(run, traceShare), 1 / batchSize);
}

/** The bus, and the archive for as long as it keeps an event. */
function listBusCharges(parts: StageParts): Charge[] {
  const gigabytes = eventBytes / 1000;
  const months = parts.findOnly('AWS::Events::Archive').RetentionDays / 30;
  return [
    { price: 'busEvents', amount: 1 },
    { price: 'archivedEvents', amount: gigabytes },
    { price: 'archiveStorage', amount: gigabytes * months },
  ];
}

/** The queue and the runs of `deliver-webhooks`. The deliveries of a batch run at the same time, and each writes a line. */
function listDeliveryCharges(parts: StageParts, units: CapacityUnits, batchSize: number): Charge[] {
  const requests = requestsPerMessage / batchSize;
  const steps = { reads: 2, writes: 2, waitMs: deliveryMs, cpuMs: endpointCpuMs * callsPerDelivery * batchSize };
  const run = { name: 'deliver-webhooks', units, steps } as const;
  const logBytes = parts.measureLog(run.name, 'deliverWebhook').bytes;
  return [
    { price: 'queueRequests', amount: requests },
    { price: 'fairQueueRequests', amount: requests },
    ...scaleCharges(parts.listRunCharges(run, traceShare), 1 / batchSize),
    { price: 'logIngestion', amount: toLogGigabytes(logBytes) },
  ];
}
