export { simulateDue } from './computing.ts'
export {
  askSimulation,
  monthsBetween,
  partnersOfSimulation,
  simulationBy,
  simulations,
  type Asked,
  type Asking,
  type Simulation,
} from './keeping.ts'
export { runBoth } from './side-by-side.ts'
