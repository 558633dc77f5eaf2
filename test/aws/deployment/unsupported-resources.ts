import type { UnsupportedResource } from './remove-resources.ts';

/** Resources that are left out of the deployment on the emulator. The tests in `test/infra/` cover their templates. */
export const unsupportedResources: readonly UnsupportedResource[] = [
  {
    type: 'AWS::CodeDeploy::Application',
    reason: 'The emulator refuses a template with this type.',
  },
  {
    type: 'AWS::CodeDeploy::DeploymentGroup',
    reason: 'The emulator refuses a template with this type. Without it, an alias moves to a new version at once.',
  },
  {
    type: 'AWS::WAFv2::WebACLAssociation',
    reason: 'The emulator refuses a template with this type. No request passes through the firewall.',
  },
  {
    type: 'AWS::WAFv2::LoggingConfiguration',
    reason: 'The emulator refuses a template with this type.',
  },
  {
    type: 'AWS::Events::Archive',
    reason: 'The emulator refuses a template with this type.',
  },
  {
    type: 'AWS::Cognito::ManagedLoginBranding',
    reason: 'The emulator refuses a template with this type. Its login page has a look of its own.',
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    when: ({ Metrics }) => Metrics !== undefined,
    reason: 'The emulator fails at alarms with metric math.',
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    reason: 'It shows the alarms above by their ARN.',
  },
];
