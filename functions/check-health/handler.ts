import { createHealthMonitor } from '../../lib/deployment/health-monitor.ts';

export const handler = createHealthMonitor(process.env.HEALTH_URL ?? '', fetch);
