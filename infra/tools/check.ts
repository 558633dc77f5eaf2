import { checkProgram } from './check-program.ts';
import { runTool } from './run-tool.ts';

await runTool(checkProgram(console));
