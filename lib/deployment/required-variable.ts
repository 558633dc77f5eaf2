/** Reads an environment variable of a function. @throws an Error that names the variable if it is missing */
export function readRequiredVariable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(`The environment variable ${name} is missing.`);
}
