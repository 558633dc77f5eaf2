import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** Half a row of the dashboard. `right` has a scale of its own. */
export const createGraph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 12, height: 6 });
