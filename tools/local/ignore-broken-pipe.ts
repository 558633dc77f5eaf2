/** Ignores errors of writing to a closed terminal, so that they do not end the process before it has shut down. */
export function ignoreBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
