import { DataList, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The facts of a resource by their names. A fact without a value is not shown. */
export const FactList = ({ facts }: { facts: Readonly<Record<string, ReactNode>> }) => (
  <DataList labelWidth="9rem" className="portal-facts">
    {Object.entries(facts)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
  </DataList>
);

/** A part of a page, with a heading. */
export const PageSection = ({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) => (
  <Paper withBorder p="md" component="section" aria-label={title}>
    <div className="portal-section-heading">
      <Title order={2} size="h4">
        {title}
      </Title>
      {actions}
    </div>
    {children}
  </Paper>
);
