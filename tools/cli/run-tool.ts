import { fstatSync, fsyncSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { type Command, CommanderError, Help } from 'commander';
import { UsageError } from '../../lib/user-error.ts';
import { suppressSdkWarnings } from '../local/dynamodb-target.ts';
import { toErrorMessage } from '../local/error-message.ts';
import { OperationError } from '../local/operation-error.ts';
import { isInterrupted } from './interruption.ts';

/** The output of a command: its result on stdout, and everything else on stderr. */
export interface CommandOutput {
  log(text: string): void;
  error(text: string): void;
}

/** The output of a command that shows secrets. */
export interface SecretOutput extends CommandOutput {
  /** Writes a line to stdout and waits until it is stored or passed on. @throws an error if nobody will get it */
  writeSecret(text: string): Promise<void>;
}

let isWritingSecret = false;

/** The output of this process. */
export const processOutput: SecretOutput = {
  log: text => console.log(text),
  error: text => console.error(text),
  async writeSecret(text) {
    if (isDiscarded(process.stdout.fd)) throw new Error('it is closed, or is the null device');
    isWritingSecret = true;
    try {
      await new Promise<void>((resolve, reject) =>
        process.stdout.write(`${text}\n`, error => (error ? reject(error) : resolve())),
      );
      if (fstatSync(process.stdout.fd).isFile()) fsyncSync(process.stdout.fd);
    } finally {
      // The stream emits its error event after the callback.
      setImmediate(() => {
        isWritingSecret = false;
      });
    }
  },
};

/** Returns true if everything that is written is lost. Node opens the null device in place of an output that is closed. */
function isDiscarded(fd: number): boolean {
  const output = fstatSync(fd);
  return output.isCharacterDevice() && output.rdev === statSync(devNull).rdev;
}

/** Runs a command as this process and sets the exit code. */
export async function runTool(program: Command, args = process.argv.slice(2)): Promise<void> {
  suppressSdkWarnings();
  reportLostOutput();
  // A message that cannot be written must not stop the command half-way. The exit code still says how it ended.
  process.stderr.on('error', () => {});
  const code = await runCommandLine(program, args, console);
  if (code !== 0) process.exitCode = code;
}

/** Fails if the result cannot be written, for example to a full disk. A reader that closed its pipe does not want more. */
function reportLostOutput(): void {
  let isReported = false;
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || isReported || isWritingSecret) return;
    isReported = true;
    console.error(`The output is incomplete: it could not be written (${code}).`);
    process.exitCode = 1;
  });
}

/** @returns the exit code: 0 for success, 2 for wrong arguments, 130 after a signal, 1 for every other error */
export async function runCommandLine(program: Command, args: string[], output: CommandOutput): Promise<number> {
  try {
    await configureCommand(program, output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (isInterrupted()) return 130;
    // Commander has printed it.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    output.error(redactApiKeys(toErrorMessage(error)));
    return isUsageError(error) ? 2 : 1;
  }
}

/** Returns true for wrong arguments, also if an operation found them. */
const isUsageError = (error: unknown): boolean =>
  error instanceof UsageError || (error instanceof OperationError && error.code === 'VALIDATION_ERROR');

/** Makes a command throw instead of ending the process, and print to the given output. */
function configureCommand(command: Command, output: CommandOutput): Command {
  for (const subcommand of command.commands) configureCommand(subcommand, output);
  return command
    .exitOverride()
    .configureHelp(helpSettings)
    .configureOutput({
      writeOut: text => output.log(text.trimEnd()),
      writeErr: text => output.error(text.trimEnd()),
      outputError: (text, write) => write(redactApiKeys(redactOptionValue(text))),
    });
}

/** Marks required options, and repeats the options of the command above, such as `--stage`. */
const helpSettings: Partial<Help> = {
  showGlobalOptions: true,
  optionDescription(option) {
    const description = Help.prototype.optionDescription.call(this, option);
    return option.mandatory ? `${description} (required)` : description;
  },
};

/** Removes the refused value that Commander repeats: it may be a secret, and the caller knows it. */
const redactOptionValue = (text: string): string =>
  text.replace(/ (?:argument|value) '.*'(?=(?: from env '\w+')? is invalid\.)/s, '');

/** Hides API keys in any error text, also if a key was passed as the wrong argument. */
const redactApiKeys = (text: string): string => text.replace(/connect_(live|test)_[\w-]+/g, 'connect_$1_…');
