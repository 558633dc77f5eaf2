/** What was looked for. */
interface StageLookup {
  stage: string;
  stack: string;
  /** Undefined where the environment names none. */
  region: string | undefined;
}

const signInHint = 'sign in, or set AWS_PROFILE';

/** Credentials that AWS knows but does not, or no longer, accept. */
const rejectedCredentialErrors = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
]);

/** Why a stage was not found, as one sentence that says what to do. */
export function describeStageError(error: unknown, { stage, stack, region }: StageLookup): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const regionText = `region ${region}`;
  if (region === undefined) {
    return `There is no AWS region to look for the stage ${stage} in: set AWS_REGION to the one that cdk.json names.`;
  }
  if (name === 'ValidationError') {
    return `There is no stage ${stage} in ${regionText} of this account (no stack ${stack}): check the name, AWS_REGION and AWS_PROFILE.`;
  }
  if (['AccessDenied', 'AccessDeniedException'].includes(name)) {
    return `These AWS credentials may not read the stack ${stack} in ${regionText}: they need cloudformation:DescribeStacks.`;
  }
  if (rejectedCredentialErrors.has(name)) return `AWS does not accept these credentials (${name}): ${signInHint}.`;
  if (/Credentials|Token/.test(name))
    return `There are no usable AWS credentials (${toOneLine(message)}): ${signInHint}.`;
  return `CloudFormation in ${regionText} does not answer (${toOneLine(message || name)}).`;
}

const toOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
