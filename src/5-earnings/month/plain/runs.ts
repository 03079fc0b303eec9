/** How many trees and plans are drawn: a few with the whole suite; as many as are asked for, always the same, by `npm run test:plans`. */
export const runs = (usual: number): { numRuns: number; seed?: number } => {
  const asked = process.env['STAMM_PLANS']
  return asked === undefined ? { numRuns: usual } : { numRuns: Number(asked), seed: 20_260_101 }
}
