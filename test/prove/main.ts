import { runTool } from '../../infra/tools/run-tool.ts';
import { parts } from './parts.ts';
import { proveProgram } from './prove-program.ts';

// On Node 20 the SDK says at every start that it will want more.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
await runTool(proveProgram(parts, console));
