import { Outlet, useRouteError, type LoaderFunctionArgs } from 'react-router'
import { worldContext } from '../ui/context.ts'
import { kindOfError } from '../ui/error-page.tsx'
import { useMaybeShell } from '../ui/shell-data.ts'
import { shopOf } from './asking.ts'
import { useRefusal } from './code.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { shopWordsOf, useMaybeShop, useShop, type ShopShell } from './shell.ts'

export const loader = async ({ context }: LoaderFunctionArgs): Promise<ShopShell> => {
  const shop = shopOf(context)
  const { company } = context.get(worldContext)
  const { address, companyAddress, partner, language, country, countries, currency } = shop
  return {
    address,
    companyAddress,
    partner,
    language,
    country,
    countries,
    currency,
    companyName: company.name,
    zone: company.zone,
    notice: company.demoNotice?.[language] ?? null,
    pieces: await shop.cart.pieces(),
    shopper: shop.account.shopper?.name ?? null,
    shopperIsPartner: shop.account.shopper?.isPartner ?? false,
    waiting: await shop.cart.waitingCode(),
  }
}

// A code that came by a link says at once whether it holds.
const Waiting = () => {
  const { waiting, words } = useShop()
  const refusalOf = useRefusal()
  if (waiting === null) return null
  return (
    <div className="wrap waiting">
      {waiting.is === 'valid' ? (
        <output className="note">{words.cart.code.waiting(waiting.code)}</output>
      ) : (
        <output className="note bad">{refusalOf(waiting)}</output>
      )}
    </div>
  )
}

export default function ShopLayout() {
  return (
    <>
      <Header />
      <main id="content">
        <Waiting />
        <Outlet />
      </main>
      <Footer />
    </>
  )
}

/** What stands where a page could not, with a way on. */
export const ErrorBoundary = () => {
  const kind = kindOfError(useRouteError())
  const shop = useMaybeShop()
  const shell = useMaybeShell()
  const words = shopWordsOf(shell?.language ?? 'de').errors[kind]
  return (
    <>
      {shop !== undefined && <Header />}
      <main id="content" className="wrap narrow lost">
        <h1>{words.title}</h1>
        <p>{words.text}</p>
        <p>
          <a className="button" href="/">
            {words.home}
          </a>
        </p>
      </main>
      {shop !== undefined && <Footer />}
    </>
  )
}
