import { appendFileSync, truncateSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantEvent } from '../../lib/contract/event.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { createEventCommand } from '../../tools/cli/event-command.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { appendJsonLines, toEventFilePath } from '../../tools/local/json-lines.ts';
import { aLicense } from '../support/sample-facts.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();
let folder = '';
let file = '';
beforeEach(() => {
  folder = newFolder();
  file = toEventFilePath(folder);
});

const event = (sequence: number, fields: Partial<{ tenantId: string; type: 'license.ended' }> = {}): TenantEvent => ({
  ...{ tenantId: 'acme', eventId: `0-${sequence}`, type: 'license.updated', occurredAt: '2024-01-15T09:30:00.000Z' },
  ...{ sequence, request: null, data: viewLicense(aLicense(), '2024-01-15T09:30:00.000Z'), ...fields },
});

/** Runs the command until it ends or is interrupted. */
function events(...args: string[]) {
  const said = { out: [] as number[], err: '' };
  const output = {
    log: (text: string) => {
      said.out.push(JSON.parse(text).sequence);
    },
    error: (text: string) => {
      said.err += text;
    },
  };
  const ending = new AbortController();
  const environment = { CONNECT_LOCAL_FOLDER: folder };
  const program = createEventCommand({ environment, output, signal: ending.signal });
  const ended = runCommandLine(program, args, output);
  const has = async (count: number) => {
    while (said.out.length < count) await sleep(5);
  };
  return { said, ended, has, end: () => ending.abort() };
}

describe('npx connect-api events', () => {
  it('shows the last past events, then new ones, until it is interrupted', async () => {
    appendJsonLines(file, [event(1), event(2), event(3)]);
    const { said, ended, has, end } = events('--last', '2');
    await has(2);
    appendJsonLines(file, [event(4)]);
    await has(3);
    end();
    expect(await ended).toBe(0);
    expect(said).toEqual({ out: [2, 3, 4], err: '' });
  });

  it('filters by tenant and type, and ends after the past events with --no-follow', async () => {
    appendJsonLines(file, [event(1), event(2, { tenantId: 'other' }), event(3, { type: 'license.ended' })]);
    const shown = async (...args: string[]) => {
      const { said, ended } = events('--no-follow', ...args);
      return [await ended, said.out];
    };
    expect(await shown('--tenant', 'acme')).toEqual([0, [1, 3]]);
    expect(await shown('--type', 'license.ended')).toEqual([0, [3]]);
    expect(await shown('--tenant', 'other', '--type', 'license.ended')).toEqual([0, []]);
    expect(await shown('--last', '0')).toEqual([0, []]);
  });

  it('waits for a file that does not exist yet, and says which command writes it', async () => {
    const { said, ended, has, end } = events();
    while (said.err === '') await sleep(5);
    expect(said.err).toBe(
      `There are no events yet: ${file} does not exist. A server started with "npm start" writes it.`,
    );
    appendJsonLines(file, [event(1)]);
    await has(1);
    end();
    expect(await ended).toBe(0);
  });

  it('skips a truncated line, waits for the rest of an incomplete one, and starts again with a new file', async () => {
    appendFileSync(file, '{"tenantId":"acme","eve');
    appendJsonLines(file, [event(1)]);
    const half = JSON.stringify(event(2));
    appendFileSync(file, half.slice(0, 40));
    const { said, has, end, ended } = events();
    await has(1);
    appendFileSync(file, `${half.slice(40)}\n`);
    await has(2);
    truncateSync(file);
    await sleep(250);
    appendJsonLines(file, [event(3)]);
    await has(3);
    end();
    await ended;
    expect(said.out).toEqual([1, 2, 3]);
  });

  it.each([
    [['--last', 'x'], 'It must be a number from 0 to 999999.'],
    [['--tenant', 'A B'], 'It must be 1 to 32 of the characters a-z 0-9 -.'],
    [['--type', 'license.made'], 'It must be one of license.created'],
    [['--no-follow'], 'There are no events yet'],
  ])('explains what is wrong with %j', async (args, sentence) => {
    const { said, ended } = events(...args);
    expect(await ended).toBe(2);
    expect(said.err).toContain(sentence);
  });

  it('says where the events of a stage are', async () => {
    const output = { log: () => {}, error: (text: string) => expect(text).toContain('on its EventBridge bus') };
    const environment = { AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.eu-central-1.amazonaws.com' };
    const program = createEventCommand({ environment, output, signal: new AbortController().signal });
    expect(await runCommandLine(program, [], output)).toBe(2);
  });
});
