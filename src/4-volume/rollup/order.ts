/**
 * Positions in an order in which every contact comes after his sponsor; undefined when the numbers themselves are such an
 * order, as they are while nobody was moved below somebody who joined after him. Sponsors by position, -1 for none.
 * Time and memory: linear, whatever the depth.
 * @throws Error when the sponsors form a cycle, RangeError when a sponsor is no position.
 */
export const sponsorsFirst = (sponsors: Int32Array): Int32Array | undefined => {
  const waiting = juniorSponsors(sponsors)
  return waiting && descend({ sponsors, waiting, order: new Int32Array(sponsors.length) })
}

// For every sponsor: for how many directly below him, with a lower number than his own, he has to wait.
const juniorSponsors = (sponsors: Int32Array): Int32Array | undefined => {
  let waiting: Int32Array | undefined
  for (let contact = 0; contact < sponsors.length; contact += 1) {
    const sponsor = sponsors[contact]!
    if (sponsor < -1 || sponsor >= sponsors.length) throw new RangeError(`${sponsor} is no position of a sponsor`)
    if (sponsor >= contact) {
      waiting ??= new Int32Array(sponsors.length)
      waiting[sponsor]! += 1
    }
  }
  return waiting
}

type Descent = { readonly sponsors: Int32Array; readonly waiting: Int32Array; readonly order: Int32Array }

// Fills the order from its end, taking contacts from the highest number down. Whoever still waits for somebody below him is
// passed over and makes his own sponsor wait in turn; he is taken right after the last one he waited for.
const descend = (descent: Descent): Int32Array => {
  const { sponsors, waiting, order } = descent
  let place = sponsors.length
  for (let contact = sponsors.length - 1; contact >= 0; contact -= 1) {
    const sponsor = sponsors[contact]!
    if (waiting[contact] === 0) place = takeUpward(descent, contact, place)
    else if (sponsor >= 0 && sponsor < contact) waiting[sponsor]! += 1
  }
  if (place > 0) throw new Error('the sponsors form a cycle')
  return order
}

const takeUpward = (descent: Descent, contact: number, end: number): number => {
  let [next, place] = [contact, end]
  while (next >= 0) {
    place -= 1
    descent.order[place] = next
    next = whoWaitedFor(descent, next, contact)
  }
  return place
}

// His sponsor, if he was passed over and waited for nobody else; else -1.
const whoWaitedFor = ({ sponsors, waiting }: Descent, taken: number, lowestSeen: number): number => {
  const sponsor = sponsors[taken]!
  const wasWaitedFor = sponsor >= 0 && (taken !== lowestSeen || sponsor >= taken)
  if (!wasWaitedFor) return -1
  waiting[sponsor]! -= 1
  return waiting[sponsor] === 0 && sponsor > lowestSeen ? sponsor : -1
}
