import { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { createImportReport } from '../../tools/cli/import-report.ts';

/** A report on a terminal, and what it has written. */
function reportTo(environment: Record<string, string>) {
  let written = '';
  const terminal: NodeJS.WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: true },
    columns: { value: 80 },
    write: {
      value: (text: string) => {
        written += text;
        return true;
      },
    },
  });
  let nowMs = 0;
  const report = createImportReport(terminal, 100, () => nowMs, environment);
  const show = (lines: number) => {
    nowMs += 5000;
    report.listener.onProgress({ phase: 'storing', lines, of: 9 });
  };
  return { ...report, show, written: () => written };
}

it.each([{ TERM: 'dumb' }, { TERM: 'xterm', NO_COLOR: '1' }])('writes no escape codes with %j', environment => {
  const { listener, show, end, written } = reportTo(environment);
  listener.onProblem({ line: 1, field: 'a', reason: 'is wrong' });
  show(9);
  end();
  expect(written()).toBe('line 1: a: is wrong\nstoring: 100 % of 9 lines\n');
});

it('reports once how far an interrupted import came, and nothing after that', () => {
  const { listener, show, interrupt, end, written } = reportTo({ TERM: 'dumb' });
  show(3);
  interrupt({ dryRun: false });
  interrupt({ dryRun: false });
  show(4);
  listener.onProblem({ line: 1, field: 'a', reason: 'is wrong' });
  end();
  expect(written()).toBe(
    'storing: 33 % of 9 lines\n' +
      'Interrupted after 3 of 9 lines. To go on, import the file again: lines that are stored are unchanged.\n',
  );
  const dry = reportTo({ TERM: 'dumb' });
  dry.interrupt({ dryRun: true });
  expect(dry.written()).toBe('Interrupted. Nothing was imported.\n');
});
