/** A terminal that was closed refuses every word; that must not end a process before it has left in order. */
export function ignoreBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
