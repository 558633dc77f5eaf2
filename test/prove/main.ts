import { runTool } from '../../tools/cli/run-tool.ts';

// On Node 20 the SDK says at every start that it will want more; it is loaded behind this.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
const { proofParts: parts } = await import('./proof-parts.ts');
const { createProveCommand: proveProgram } = await import('./prove-command.ts');

await runTool(proveProgram(parts, console));
