/** A resource of a stage that was looked up in AWS. */
interface StageLookup {
  stage: string;
  /** Such as "stack connect-production-data". */
  resource: string;
  service: string;
  /** The IAM actions that the lookup needs. */
  actions: string;
  /** Undefined if the environment does not set one. */
  region: string | undefined;
}

const signInHint = 'sign in, or set AWS_PROFILE';

/** The errors of AWS for something that does not exist. CloudFormation's name for it is "ValidationError". */
const missingResourceErrors = new Set(['ValidationError', 'ResourceNotFoundException']);

/** The errors of AWS for credentials that are wrong or expired. */
const rejectedCredentialErrors = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
]);

/** Explains in one sentence why something of a stage was not found and what to do. */
export function describeStageError(error: unknown, { stage, resource, service, actions, region }: StageLookup): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const regionText = `region ${region}`;
  if (region === undefined) {
    return `No AWS region is set, so the stage ${stage} cannot be found: set AWS_REGION to the region of the stage in cdk.json.`;
  }
  if (missingResourceErrors.has(name)) {
    return `The stage ${stage} is not deployed in ${regionText} of this account (there is no ${resource}): check the name, AWS_REGION and AWS_PROFILE.`;
  }
  if (['AccessDenied', 'AccessDeniedException'].includes(name)) {
    return `These AWS credentials may not use the ${resource} in ${regionText}: they need ${actions}.`;
  }
  if (rejectedCredentialErrors.has(name)) return `AWS does not accept these credentials (${name}): ${signInHint}.`;
  if (/Credentials|Token/.test(name))
    return `There are no usable AWS credentials (${toOneLine(message)}): ${signInHint}.`;
  return `${service} in ${regionText} cannot be reached (${toOneLine(message || name)}): check AWS_REGION and the network.`;
}

const toOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
