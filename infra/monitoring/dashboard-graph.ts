import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** Creates a graph that fills half a row of the dashboard. `right` uses the right axis. */
export const createGraph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 12, height: 6 });
