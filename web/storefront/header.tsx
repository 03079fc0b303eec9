import { useLocation } from 'react-router'
import { IconAccount, IconCart, IconSearch } from '../ui/icons.ts'
import { Portrait } from './portrait.tsx'
import { useShop } from './shell.ts'

const Brand = () => {
  const { partner, companyName, words } = useShop()
  return (
    <a className="brand" href="/">
      {partner === null ? (
        <img src="/icon.svg" alt="" width={36} height={36} />
      ) : (
        <Portrait partner={partner} size={40} />
      )}
      <span className="brand-name">
        <span>{partner?.displayName ?? companyName}</span>
        {partner !== null && <small>{words.partnerOf(companyName)}</small>}
      </span>
    </a>
  )
}

const Search = () => {
  const { words } = useShop()
  const asked = new URLSearchParams(useLocation().search).get('q') ?? ''
  return (
    <search className="search">
      <form action="/products">
        <label className="unseen" htmlFor="search">
          {words.search.label}
        </label>
        <input
          id="search"
          type="search"
          name="q"
          placeholder={words.search.placeholder}
          maxLength={80}
          defaultValue={asked}
          enterKeyHint="search"
        />
        <button type="submit" aria-label={words.search.submit}>
          <IconSearch size={20} stroke={1.75} aria-hidden />
        </button>
      </form>
    </search>
  )
}

const Tools = () => {
  const { words, pieces, shopper } = useShop()
  return (
    <nav className="tools" aria-label={words.tools}>
      <a href={shopper === null ? '/login' : '/account'}>
        <IconAccount size={24} stroke={1.5} aria-hidden />
        <span className="tool-name">{shopper ?? words.account.signIn}</span>
      </a>
      <a href="/cart">
        <IconCart size={24} stroke={1.5} aria-hidden />
        <span className="tool-name">{words.cart.title}</span>
        {pieces > 0 && (
          <span className="badge">
            {pieces} <span className="unseen">{words.cart.pieces(pieces)}</span>
          </span>
        )}
      </a>
    </nav>
  )
}

export const Header = () => {
  const { words } = useShop()
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="top">
        <div className="wrap top-row">
          <Brand />
          <Search />
          <Tools />
        </div>
      </header>
    </>
  )
}
