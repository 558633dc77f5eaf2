import { UserError } from '../../lib/user-error.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';
import type { Charge } from './charge.ts';
import { type LoggedRun, measureLog } from './log-lines.ts';
import { computeDuration, type RunSteps } from './run-durations.ts';
import type { CostedStage, TemplateResource } from './synthesize-stage.ts';

/** A run of a function. */
export interface FunctionRun {
  /** The folder of the function. */
  name: string;
  units: CapacityUnits;
  steps: RunSteps;
  /** Absent if the run writes no log. */
  log?: LoggedRun;
}

/** Converts the bytes of a run to GB per million runs, rounded up so that not every change of a line changes docs/cost.md. */
export const toLogGigabytes = (bytes: number): number => Math.ceil(bytes / 100) / 10;

/** The parts of a stage whose use costs something, as its templates define them. */
export class StageParts {
  readonly resources: TemplateResource[];
  private readonly stage: CostedStage;

  constructor(stage: CostedStage, resources: TemplateResource[]) {
    this.stage = stage;
    this.resources = resources;
  }

  has(type: string): boolean {
    return this.resources.some(resource => resource.type === type);
  }

  /** Returns the properties of the only resource of a type. @throws UserError */
  findOnly(type: string): TemplateResource['properties'] {
    const [found, ...more] = this.resources.filter(resource => resource.type === type);
    if (found && more.length === 0) return found.properties;
    throw new UserError(`The stage ${this.stage} does not have exactly one ${type}.`);
  }

  /** Returns the folder of a function, from its logical ID. */
  toFolder(logicalId: string): string {
    const name: string | undefined = this.resources.find(resource => resource.logicalId === logicalId)?.properties
      .FunctionName;
    return name?.slice(`connect-${this.stage}-`.length) ?? '';
  }

  /** Lists the charges of a million runs of a function. @param traceShare - the share of the runs whose trace is recorded */
  listRunCharges({ name, units, steps, log }: FunctionRun, traceShare: number): Charge[] {
    const { MemorySize, TracingConfig } = this.findFunction(name);
    const seconds = computeDuration(steps, MemorySize) / 1000;
    return [
      { price: 'readUnits', amount: units.reads },
      { price: 'writeUnits', amount: units.writes },
      { price: 'functionRequests', amount: 1 },
      { price: 'functionDuration', amount: seconds * (MemorySize / 1024) },
      { price: 'logIngestion', amount: log ? toLogGigabytes(this.measureLog(name, log).bytes) : 0 },
      { price: 'recordedTraces', amount: TracingConfig?.Mode === 'Active' ? traceShare : 0 },
    ];
  }

  /** Lists the charges of a million requests to the gateway, without its functions. */
  listRequestCharges(): Charge[] {
    const { Format } = this.findOnly('AWS::ApiGateway::Stage').AccessLogSetting;
    return [
      { price: 'gatewayRequests', amount: 1 },
      { price: 'inspectedRequests', amount: this.has('AWS::WAFv2::WebACL') ? 1 : 0 },
      { price: 'logIngestion', amount: toLogGigabytes(Buffer.byteLength(fillAccessLog(Format))) },
    ];
  }

  /** Measures the log of a run. A stage that nobody watches emits no metrics. */
  measureLog(name: string, run: LoggedRun) {
    const { POWERTOOLS_METRICS_DISABLED: disabled } = this.findFunction(name).Environment.Variables;
    return measureLog(run, `connect-${this.stage}`, disabled !== 'true');
  }

  private findFunction(name: string): TemplateResource['properties'] {
    const functionName = `connect-${this.stage}-${name}`;
    const found = this.resources.find(
      ({ properties }) => properties.FunctionName === functionName && properties.MemorySize,
    );
    if (found) return found.properties;
    throw new UserError(`The templates of the stage ${this.stage} have no function ${functionName}.`);
  }
}

/** Values of the gateway's variables with their usual length. */
const accessLogValues: Record<string, string> = {
  requestId: '0'.repeat(36),
  awsEndpointRequestId: '0'.repeat(36),
  xrayTraceId: '0'.repeat(35),
  extendedRequestId: '0'.repeat(16),
  requestTimeEpoch: '0'.repeat(13),
  httpMethod: 'POST',
  resourcePath: '/licenses/{licenseId}',
  status: '200',
  wafResponseCode: 'WAF_ALLOW',
  tlsVersion: 'TLSv1.3',
};

/** Fills in the format of the access log. Numbers have two digits. */
const fillAccessLog = (format: string): string =>
  format.replace(/\$context\.([\w.]+)/g, (_, name: string) => accessLogValues[name] ?? '20');
