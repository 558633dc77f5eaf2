import { runTool } from '../../tools/cli/run-tool.ts';
import { checkProgram } from './check-program.ts';

await runTool(checkProgram(console));
