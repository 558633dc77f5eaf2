import { Runtime } from 'aws-cdk-lib/aws-lambda';

/** The runtime of all functions. */
export const functionRuntime = Runtime.NODEJS_24_X;

/** Its version of Node.js, with which the pipeline builds and tests. */
export const functionNodeVersion = Number(/\d+/.exec(functionRuntime.name)?.[0]);
