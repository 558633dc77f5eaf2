import { runTool } from '../../infra/tools/run-tool.ts';
import { parts } from './parts.ts';
import { proveProgram } from './prove-program.ts';

await runTool(proveProgram(parts, console));
