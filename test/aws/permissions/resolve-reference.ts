import { deployedRegion } from '../deployment/project.ts';

/** The account of the emulator. */
export const emulatorAccount = '000000000000';

const pseudoParameters: Record<string, string> = {
  'AWS::AccountId': emulatorAccount,
  'AWS::Partition': 'aws',
  'AWS::Region': deployedRegion,
  'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * Resolves a text of a template. A reference to a resource or a parameter becomes its logical ID in angle brackets, such as `<log.Arn>`.
 *
 * @throws Error for any other intrinsic function
 */
export function resolveReference(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument] = []] = Object.entries(value ?? {});
  if (name === 'Ref') return pseudoParameters[String(argument)] ?? `<${argument}>`;
  if (name === 'Fn::GetAtt') return `<${[argument].flat().join('.')}>`;
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(resolveReference).join(separator);
  }
  throw new Error(`${JSON.stringify(value)} is not a reference that this test resolves.`);
}
