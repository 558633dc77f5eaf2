import type { Job } from '../lib/contract/job.ts';
import { job as applyDue } from './apply-due/job.ts';
import { job as deliverWebhooks } from './deliver-webhooks/job.ts';
import { job as publishEvents } from './publish-events/job.ts';

/** The table of jobs. Functions, triggers, permissions and alarms are derived from it. */
export const jobs: readonly Job[] = [applyDue, deliverWebhooks, publishEvents];
