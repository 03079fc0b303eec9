import { Link } from 'react-router'
import { negative, sum, type Cents } from '#ground/money'
import type { PartyCounter, SlipView } from '#doors/server'
import { Refused } from '../../../ui/answers.tsx'
import { addresses } from '../../../ui/addresses.ts'
import { formatsOf } from '../../../ui/formats.ts'
import { useShell } from '../../../ui/shell-data.ts'

type Props = { readonly slip: SlipView; readonly counter: PartyCounter }

/** The party takes it no more; the order may stand without it. */
export const isOfParty = ({ because }: SlipView): boolean => because?.because.startsWith('party ') === true

/** What an article is called that may not be sold any more. */
export const useNameOf = ({ articles }: PartyCounter): ((sku: string) => string) => {
  const { language } = useShell()
  const names = new Map(articles.map(({ sku, name }) => [sku, name[language]]))
  return sku => names.get(sku) ?? sku
}

/** What stands in the way of a slip, in a sentence: which article, how many are left, what it now comes to. */
const useHindrance = ({ slip, counter }: Props): string | undefined => {
  const { words, formats, language, company } = useShell()
  const text = words.party.settle
  const nameOf = useNameOf(counter)
  const { because } = slip
  if (because === null) return undefined
  const { money } = formatsOf(language, slip.currency, company.zone)
  if (because.because === 'price changed') return text.changed(money(slip.total), money(because.total))
  if (because.because === 'out of stock')
    return text.outOfStock(nameOf(because.sku), because.left, formats.count(because.left))
  if (because.because === 'not sold') return text.notSold(nameOf(because.sku))
  if (because.because === 'voucher') return text.voucherRefused[because.why]
  return text.because[because.because]
}

/** Money that she has taken already, where it is now too much or too little. */
const useDifference = ({ total, payment, because, currency }: SlipView): string | undefined => {
  const { words, language, company } = useShell()
  if (because?.because !== 'price changed' || payment !== 'collected') return undefined
  const { money } = formatsOf(language, currency, company.zone)
  const { missing, tooMuch } = words.party.settle
  const more = sum([because.total, negative(total)])
  return more > 0 ? missing(money(more)) : tooMuch(money(-more as Cents))
}

const Reopening = ({ slip, counter: { party } }: Props) => {
  const text = useShell().words.party.settle
  if (slip.because?.because !== 'party was not open' || party.refusals.reopen !== undefined) return null
  return (
    <>
      {' '}
      <Link to={addresses.deskParty(party.id)}>{text.reopen}</Link>
    </>
  )
}

/** Why nothing has come of it yet, and what there is to do. */
export const Hindrance = ({ slip, counter }: Props) => {
  const text = useShell().words.party.settle
  const hindrance = useHindrance({ slip, counter })
  const difference = useDifference(slip)
  if (hindrance === undefined) return null
  return (
    <Refused>
      {hindrance} {difference} {isOfParty(slip) && text.noPartyNote}
      <Reopening slip={slip} counter={counter} />
    </Refused>
  )
}
