import { beforeAll, describe, expect, it } from 'vitest';
import { playRequests } from './play.ts';
import { recordedRequests } from './requests.ts';
import { useRecordedServer } from './server.ts';
import { type RecordingTranscript, writeTranscript } from './transcript.ts';

const server = useRecordedServer();
let transcript: RecordingTranscript;

beforeAll(async () => {
  transcript = writeTranscript(await playRequests(recordedRequests, server));
});

/*
 * After an intended change: `npx vitest run test/recorded -u`, then review the diff. A rewording changes `texts.txt` only. New
 * requests go to the end, so that the numbers of the others stay.
 */
describe('the recorded requests', () => {
  it('number at least 200, each with its own title', () => {
    const titles = new Set(recordedRequests.map(({ title }) => title));
    expect(titles.size).toBe(recordedRequests.length);
    expect(titles.size).toBeGreaterThanOrEqual(200);
  });

  it('get the recorded responses, apart from texts', async () => {
    await expect(transcript.responses).toMatchFileSnapshot('responses.txt');
  });

  it('get the recorded texts', async () => {
    await expect(transcript.texts).toMatchFileSnapshot('texts.txt');
  });
});
