import { vi } from 'vitest';

/** Collects the lines that the real logger and metrics write to the streams of the process, until `vi.restoreAllMocks`. */
export function captureLogLines(): string[] {
  const lines: string[] = [];
  const keep = (chunk: unknown) => {
    lines.push(...String(chunk).split('\n').filter(Boolean));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  return lines;
}
