import { Anchor, Code, Group } from '@mantine/core';
import { Link } from 'wouter';
import { CopyTextButton } from './copy-button.tsx';

/** An ID with a button that copies it. */
export const CopyableId = ({ id }: { id: string }) => (
  <Group gap={6} wrap="nowrap" display="inline-flex">
    <Code className="portal-id">{id}</Code>
    <CopyTextButton text={id} name={id} />
  </Group>
);

interface ResourceLinkProps {
  path: string;
  id: string;
  /** Shown instead of the ID. */
  text?: string | undefined;
}

/** A link to the page of a resource. */
export const ResourceLink = ({ path, id, text }: ResourceLinkProps) => (
  <Anchor component={Link} href={`${path}/${encodeURIComponent(id)}`} className="portal-id">
    {text ?? id}
  </Anchor>
);
