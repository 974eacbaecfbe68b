export {
  explainScheduling,
  type NodeSchedulingVerdict,
  type PluginVerdict,
  type SchedulingExplanation,
} from './explain-scheduling'
export { type Scheduler, startScheduler } from './scheduler'
