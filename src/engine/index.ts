export { createEngine } from './engine'
export type { Engine, EngineOptions } from './engine-interface'
