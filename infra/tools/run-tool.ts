import { type Command, CommanderError } from 'commander';

/** The arguments are wrong: told in one sentence, exit code 2. */
export class Misused extends Error {
  override name = 'Misused';
}

/** Runs a command line: 0 when it did what it was asked to, 2 for wrong arguments, 1 for everything else. */
export async function runTool(program: Command): Promise<void> {
  try {
    await exitOverridden(program).parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitOverridden(command: Command): Command {
  command.commands.forEach(exitOverridden);
  return command.exitOverride();
}

function exitCodeOf(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  console.error(error instanceof Error ? error.message : String(error));
  return error instanceof Misused ? 2 : 1;
}
