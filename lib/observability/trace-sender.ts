import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';

/** The fields of an X-Ray subsegment that its call determines. Times are in epoch seconds. */
export interface CallSubsegment {
  name: string;
  namespace: 'aws';
  start_time: number;
  end_time: number;
  aws: Record<string, unknown>;
  http?: { response: { status: number } };
  error?: boolean;
  throttle?: boolean;
  fault?: boolean;
}

/** Sends a subsegment of the current invocation. It neither waits nor fails: a subsegment may be lost. */
export type SendSubsegment = (subsegment: CallSubsegment) => void;

/** Precedes each document, as the X-Ray daemon requires. */
const daemonHeader = '{"format":"json","version":1}\n';

/**
 * Creates the sender of a Lambda function, which has an X-Ray daemon at `AWS_XRAY_DAEMON_ADDRESS`. It sends nothing for invocations that
 * are not sampled. AWS no longer develops its X-Ray SDK, and the layer of OpenTelemetry would slow down every cold start.
 *
 * @param environment - is read for each call, because Lambda sets `_X_AMZN_TRACE_ID` for each invocation
 * @returns undefined where no daemon runs
 */
export function createTraceSender(environment: Record<string, string | undefined>): SendSubsegment | undefined {
  const { AWS_XRAY_DAEMON_ADDRESS: daemonAddress } = environment;
  const [, hostname, port] = /^([\w.-]+):([1-9]\d{0,4})$/.exec(daemonAddress ?? '') ?? [];
  if (hostname === undefined || Number(port) > 65_535) return undefined;
  let socket: Socket | undefined;
  return subsegment => {
    const invocation = readTraceHeader(environment._X_AMZN_TRACE_ID);
    if (!invocation) return;
    const document = { ...subsegment, ...invocation, type: 'subsegment', id: randomBytes(8).toString('hex') };
    socket ??= openSocket();
    socket.send(daemonHeader + JSON.stringify(document), Number(port), hostname, () => {});
  };
}

/** Loads the module for the first sampled invocation, so that other cold starts do not wait for it. */
function openSocket(): Socket {
  const socket = process.getBuiltinModule('node:dgram').createSocket('udp4').unref();
  return socket.on('error', () => {});
}

/** Reads `Root=1-…;Parent=…;Sampled=1`. @returns undefined for an invocation that is not sampled */
function readTraceHeader(header = ''): { trace_id: string; parent_id: string } | undefined {
  const fields = new Map(header.split(';').map(field => field.split('=', 2) as [string, string]));
  const [traceId, parentId] = [fields.get('Root'), fields.get('Parent')];
  if (!traceId || !parentId || fields.get('Sampled') !== '1') return undefined;
  return { trace_id: traceId, parent_id: parentId };
}
