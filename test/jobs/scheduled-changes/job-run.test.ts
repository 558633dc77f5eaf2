import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { allDueShards } from '../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { createScheduledChangesHandler } from '../../../lib/jobs/scheduled-changes/job-handler.ts';
import { parseShards } from '../../../lib/jobs/scheduled-changes/job-input.ts';
import { createScheduledChangeLog } from '../../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { refuseCall } from '../../support/faulty-network.ts';
import { captureLogLines } from '../../support/log-lines.ts';
import { useEngine } from '../../support/test-engine.ts';
import { useWorld } from '../../support/test-world.ts';
import { emptyRunReport, firstOfMarch, useScheduledChanges } from './scheduled-changes-harness.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier = useScheduledChanges(engine);

describe('the input of a run', () => {
  it.each([
    ['of the schedule', { version: '0', 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }],
    ['that is empty', {}],
    ['an absent input', undefined],
  ])('%s means all shards', (_what, input) => {
    expect(parseShards(input)).toEqual(allDueShards);
  });

  it('selects the shards of one of several workers, or the quarantine', () => {
    expect(parseShards({ shards: [0, 15, 0] })).toEqual(['due#0', 'due#15', 'rename#0', 'rename#15']);
    expect(parseShards({ quarantined: true })).toEqual(['quarantine']);
  });

  it.each([{ shard: 3 }, { shards: [] }, { shards: [16] }, { shards: '0' }, { quarantined: false }, 7])(
    '%j is refused in one sentence',
    input => {
      expect(() => parseShards(input)).toThrow(
        'The input of this function must be {}, {"shards":[…]} with numbers from 0 to 15, or {"quarantined":true}.',
      );
    },
  );
});

describe('the function', () => {
  let written: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: a line is JSON of any shape
  const parsed = (): any[] => written.map(line => JSON.parse(line));
  const lines = () => parsed().filter(line => !line._aws);
  const measured = () => parsed().filter(line => line._aws);

  beforeEach(() => {
    written = captureLogLines();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const run = (remainingMs = 60_000) => {
    const service = { serviceName: 'connect-api' };
    const log = createScheduledChangeLog(new Logger(service), new Metrics({ ...service, namespace: 'ConnectApi' }));
    return createScheduledChangesHandler({ ...applier.ports, log })(
      {},
      { getRemainingTimeInMillis: () => remainingMs },
    );
  };

  it('logs the result of a run in one line and four metrics, and each quarantined item in another line', async () => {
    await world.haveLicense({ ends: firstOfMarch });
    await world.haveLicense({ licenseId: 'bad', ends: firstOfMarch });
    await world.overwrite(licenseRef(world.tenantId, 'bad'), { type: 7 });
    const report = { ...emptyRunReport, applied: 1, quarantined: 1 };
    expect(await run()).toEqual(report);
    expect(lines()).toMatchObject([
      { level: 'ERROR', message: 'scheduled change quarantined', at: `connect ${world.tenantId}#license#bad license` },
      { level: 'INFO', message: 'job run ended', ...report },
    ]);
    expect(measured()).toMatchObject([{ Applied: 1, Parked: 1, ApplyFailed: 0, DueLeft: 0, service: 'connect-api' }]);
  });

  it('logs failures, but not a thousand times', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => world.haveLicense({ licenseId: `l-${n}`, ends: firstOfMarch })),
    );
    applier.network.failAlways('UpdateItem', refuseCall('AccessDeniedException'));
    await run();
    expect(lines().filter(({ message }) => message === 'scheduled change not applied')).toHaveLength(20);
    expect(measured()).toMatchObject([{ ApplyFailed: 30 }]);
  });

  it('stops five seconds before its timeout', async () => {
    await world.haveLicense({ ends: firstOfMarch });
    expect(await run(5000)).toEqual({ ...emptyRunReport, stoppedEarly: true });
    expect(applier.network.calls).toEqual([]);
    expect(measured()).toMatchObject([{ DueLeft: 1 }]);
  });
});
