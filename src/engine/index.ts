export { createEngine } from './engine'
export type { Engine, EngineOptions } from './engine-interface'
export type { MachineSpec, Machines } from './machines'
