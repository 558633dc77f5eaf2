import { createRootCommand } from './root-command.ts';
import { runTool } from './run-tool.ts';
import { toolCommands } from './tool-commands.ts';

const [first = '', second, ...others] = process.argv.slice(2);
const [name, ...args] =
  first === 'help' && second !== undefined
    ? [second, '--help']
    : [first, ...(second === undefined ? [] : [second]), ...others];
const command = Object.hasOwn(toolCommands, name) ? toolCommands[name] : undefined;

await (command ? runTool(await command.load(), args) : runTool(createRootCommand()));
