import { useLocation } from 'react-router'
import { shopPath, useShop } from './shell.ts'

const languages = [
  { language: 'de', name: 'Deutsch' },
  { language: 'en', name: 'English' },
] as const

// A choice is a link to this very page.
const useAddressWith = () => {
  const { pathname, search } = useLocation()
  return (name: 'lang' | 'country', value: string) => {
    const parameters = new URLSearchParams(search)
    parameters.set(name, value)
    return `${shopPath(pathname)}?${parameters}`
  }
}

const Choices = () => {
  const { words, language, country, countries } = useShop()
  const addressWith = useAddressWith()
  return (
    <div className="choices">
      <nav aria-label={words.language}>
        {languages.map(({ language: one, name }) => (
          <a
            key={one}
            href={addressWith('lang', one)}
            hrefLang={one}
            lang={one}
            rel="nofollow"
            aria-current={one === language ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <nav aria-label={words.country}>
        {countries.map(one => (
          <a
            key={one}
            href={addressWith('country', one)}
            rel="nofollow"
            aria-current={one === country ? 'true' : undefined}
          >
            {words.countries[one]}
          </a>
        ))}
      </nav>
    </div>
  )
}

export const Footer = () => {
  const { words, partner, companyName, companyAddress, notice } = useShop()
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="foot-row">
          <nav className="foot-links" aria-label={words.footer.label}>
            {partner !== null && <a href={companyAddress}>{words.footer.company(companyName)}</a>}
            <a href="/imprint">{words.legal.imprint}</a>
            <a href="/terms">{words.legal.terms}</a>
            <a href="/privacy">{words.legal.privacy}</a>
          </nav>
          <a className="button quiet" href="/withdrawal">
            {words.footer.withdraw}
          </a>
        </div>
        <Choices />
        <p className="fine">{words.footer.prices}</p>
        {notice !== null && <p className="fine">{notice}</p>}
      </div>
    </footer>
  )
}
