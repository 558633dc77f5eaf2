import { runTool } from '../../tools/cli/run-tool.ts';
import { createLoadCommand } from './load-command.ts';

await runTool(createLoadCommand(console));
