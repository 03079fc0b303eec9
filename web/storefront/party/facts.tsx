import type { Instant } from '#ground/period'
import type { InvitationView } from '#doors/server'
import { formatsOf } from '../../ui/formats.ts'
import { useShop } from '../shell.ts'

/** When and where a party is. Its days are days, whatever the zone of whoever looks. */
export const PartyFacts = ({ party }: { readonly party: Omit<InvitationView, 'takesOrders'> }) => {
  const { words, language, currency } = useShop()
  const text = words.party
  const { day } = formatsOf(language, currency, 'UTC' as never)
  const written = (on: string) => day(Date.parse(`${on}T12:00:00Z`) as Instant)
  const facts = [
    [text.when, party.beginsAt === null ? written(party.heldOn) : text.time(written(party.heldOn), party.beginsAt)],
    [text.where, party.place ?? text.online],
    [text.until, written(party.closesOn)],
  ] as const
  return (
    <dl className="party-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
