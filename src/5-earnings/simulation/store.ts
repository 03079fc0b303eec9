export { runBoth } from './side-by-side.ts'
