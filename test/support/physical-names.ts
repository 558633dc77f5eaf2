import type { TemplateJson } from './cdk-stacks.ts';

/** The property with the fixed name of a resource and the longest name that AWS allows, by type. */
export const physicalNames: Record<string, { property: string; maxLength: number }> = {
  'AWS::ApiGateway::RestApi': { property: 'Name', maxLength: 1024 },
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', maxLength: 255 },
  'AWS::CloudWatch::CompositeAlarm': { property: 'AlarmName', maxLength: 255 },
  'AWS::CloudWatch::Dashboard': { property: 'DashboardName', maxLength: 255 },
  'AWS::CodeDeploy::Application': { property: 'ApplicationName', maxLength: 100 },
  'AWS::CodeDeploy::DeploymentGroup': { property: 'DeploymentGroupName', maxLength: 100 },
  'AWS::Cognito::UserPool': { property: 'UserPoolName', maxLength: 128 },
  'AWS::Cognito::UserPoolDomain': { property: 'Domain', maxLength: 63 },
  'AWS::DynamoDB::Table': { property: 'TableName', maxLength: 255 },
  'AWS::Events::Archive': { property: 'ArchiveName', maxLength: 48 },
  'AWS::Events::EventBus': { property: 'Name', maxLength: 256 },
  'AWS::IAM::Role': { property: 'RoleName', maxLength: 64 },
  'AWS::KMS::Alias': { property: 'AliasName', maxLength: 256 },
  'AWS::Lambda::Function': { property: 'FunctionName', maxLength: 64 },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', maxLength: 512 },
  'AWS::S3::Bucket': { property: 'BucketName', maxLength: 63 },
  'AWS::SNS::Topic': { property: 'TopicName', maxLength: 256 },
  'AWS::SQS::Queue': { property: 'QueueName', maxLength: 80 },
  'AWS::SSM::Parameter': { property: 'Name', maxLength: 1011 },
  'AWS::WAFv2::WebACL': { property: 'Name', maxLength: 128 },
};

/** Returns the fixed name of a resource, or undefined if CloudFormation generates it. A part that is known only at deployment is `…`. */
export function readPhysicalName(type: string, properties: TemplateJson = {}): string | undefined {
  const name = properties[physicalNames[type]?.property ?? ''];
  if (name === undefined || typeof name === 'string') return name;
  const parts: unknown[] = name['Fn::Join']?.[1] ?? [name];
  return parts.map(part => (typeof part === 'string' ? part : '…')).join('');
}
