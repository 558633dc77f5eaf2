import { runTool } from '../../infra/tools/run-tool.ts';

// On Node 20 the SDK says at every start that it will want more; it is loaded behind this.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
const { parts } = await import('./parts.ts');
const { proveProgram } = await import('./prove-program.ts');

await runTool(proveProgram(parts, console));
