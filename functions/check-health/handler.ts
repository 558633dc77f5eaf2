import { createHealthMonitor } from '../../lib/deployment/health-monitor.ts';
import { readRequiredVariable } from '../../lib/deployment/required-variable.ts';

export const handler = createHealthMonitor(readRequiredVariable(process.env, 'HEALTH_URL'), fetch);
