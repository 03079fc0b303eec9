import type { Standing, Test } from '#earnings/rank'

type Given = readonly { readonly rank: string; readonly value: number }[]

/** What each rank gives: the highest value of itself and the ranks below it. By rank number, and first what somebody without a rank gets: 0. */
const highestByRank = (given: Given, { rankNumbers }: Standing): Int32Array => {
  const highest = new Int32Array(rankNumbers.size + 1)
  for (const { rank, value } of given)
    for (let number = rankNumbers.get(rank)! + 1; number < highest.length; number += 1)
      highest[number] = Math.max(highest[number]!, value)
  return highest
}

/** What his rank gives a partner. */
export const givenByRank = (given: Given, standing: Standing): ((partner: number) => number) => {
  const highest = highestByRank(given, standing)
  return partner => highest[standing.ranks[partner]! + 1]!
}

/** A value of each partner who may earn, by position; 0 for everybody else. */
export const ofEarners = (
  { lineage: { partners } }: Standing,
  mayEarn: Test,
  value: (partner: number) => number,
): Int32Array => {
  const values = new Int32Array(partners.length)
  for (let partner = 0; partner < partners.length; partner += 1)
    if (partners[partner] === 1 && mayEarn(partner)) values[partner] = value(partner)
  return values
}
