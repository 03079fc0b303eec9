import { useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useClosing } from './closing.ts'
import {
  IconApi,
  IconCart,
  IconCommissions,
  IconChart,
  IconChevronDown,
  IconCompliance,
  IconContacts,
  IconDots,
  IconDuplicates,
  IconHome,
  IconLeads,
  IconLink,
  IconMail,
  IconMyPage,
  IconOrders,
  IconParty,
  IconPlaces,
  IconReturn,
  IconSettings,
  IconSimulation,
  IconStructure,
  IconTeam,
  IconVoucher,
} from './icons.ts'
import { useMaybeShell } from './shell-data.ts'
import type { Words } from './words/en.ts'
import css from './navigation.module.css'

type Icon = typeof IconHome
type Place = { readonly to: string; readonly icon: Icon; readonly label: (words: Words) => string }

/** What is always in sight, and what one menu away. */
type Places = { readonly first: readonly Place[]; readonly more: readonly Place[] }

const officePlaces: Places = {
  first: [
    { to: '/', icon: IconHome, label: words => words.shell.home },
    { to: '/contacts', icon: IconContacts, label: words => words.shell.contacts },
    { to: '/orders', icon: IconOrders, label: words => words.orders.title },
    { to: '/structure', icon: IconStructure, label: words => words.shell.structure },
  ],
  more: [
    { to: '/runs', icon: IconCommissions, label: words => words.runs.navigation },
    { to: '/catalogue', icon: IconCart, label: words => words.shell.catalogue },
    { to: '/vouchers', icon: IconVoucher, label: words => words.shell.vouchers },
    { to: '/parties', icon: IconParty, label: words => words.party.title },
    { to: '/simulations', icon: IconSimulation, label: words => words.simulation.title },
    { to: '/compliance', icon: IconCompliance, label: words => words.compliance.title },
    { to: '/duplicates', icon: IconDuplicates, label: words => words.shell.duplicates },
    { to: '/withdrawals', icon: IconReturn, label: words => words.shell.withdrawals },
    { to: '/mail', icon: IconMail, label: words => words.shell.mail },
    { to: '/settings', icon: IconSettings, label: words => words.shell.settings },
    { to: '/api/docs', icon: IconApi, label: words => words.shell.api },
  ],
}

const deskPlaces: Places = {
  first: [
    { to: '/desk', icon: IconChart, label: words => words.shell.myMonth },
    { to: '/desk/customers', icon: IconContacts, label: words => words.shell.myCustomers },
    { to: '/desk/team', icon: IconTeam, label: words => words.shell.myTeam },
    { to: '/desk/vouchers', icon: IconVoucher, label: words => words.shell.myCodes },
  ],
  more: [
    { to: '/desk/parties', icon: IconParty, label: words => words.party.navigation },
    { to: '/desk/page', icon: IconMyPage, label: words => words.shell.myPage },
    { to: '/desk/earnings', icon: IconCommissions, label: words => words.runs.mine.title },
    { to: '/desk/links', icon: IconLink, label: words => words.attribution.links.navigation },
    { to: '/desk/leads', icon: IconLeads, label: words => words.leads.title },
    { to: '/desk/permissions', icon: IconMail, label: words => words.shell.permissions },
    { to: '/desk/tree', icon: IconStructure, label: words => words.shell.myTree },
    { to: '/desk/places', icon: IconPlaces, label: words => words.placing.navigation },
  ],
}

const usePlaces = () => {
  const shell = useMaybeShell()
  if (shell?.viewer === null || shell === undefined) return undefined
  return { words: shell.words, ...(shell.viewer.role === 'company' ? officePlaces : deskPlaces) }
}

const isStart = (to: string) => to === '/' || to === '/desk'

type MoreProps = { readonly places: readonly Place[]; readonly words: Words; readonly where: 'top' | 'bottom' }

// A disclosure of the browser itself: opens without JavaScript, by keyboard and by touch.
const More = ({ places, words, where }: MoreProps) => {
  const { key, pathname } = useLocation()
  const menu = useRef<HTMLDetailsElement>(null)
  useClosing(menu)
  const isHere = places.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  return (
    <details className={css['more']} key={key} ref={menu}>
      <summary className={css[`${where}Link`]} aria-current={isHere ? 'true' : undefined}>
        {where === 'bottom' && <IconDots size={22} stroke={1.6} aria-hidden />}
        <span>{words.shell.more}</span>
        {where === 'top' && <IconChevronDown size={16} stroke={1.75} aria-hidden />}
      </summary>
      <ul className={css['menu']}>
        {places.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink to={to} className={css['menuLink']!}>
              <Icon size={20} stroke={1.6} aria-hidden />
              {label(words)}
            </NavLink>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** In the header, where there is room. */
export const TopNavigation = () => {
  const known = usePlaces()
  if (known === undefined) return null
  const { words, first, more } = known
  return (
    <nav className={css['top']} aria-label={words.shell.mainNavigation}>
      <ul>
        {first.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end={isStart(to)} prefetch="intent" className={css['topLink']!}>
              {label(words)}
            </NavLink>
          </li>
        ))}
        <li>
          <More places={more} words={words} where="top" />
        </li>
      </ul>
    </nav>
  )
}

/** On a phone, where the thumb is. */
export const BottomNavigation = () => {
  const known = usePlaces()
  if (known === undefined) return null
  const { words, first, more } = known
  return (
    <nav className={css['bottom']} aria-label={words.shell.mainNavigation}>
      <ul>
        {first.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink to={to} end={isStart(to)} className={css['bottomLink']!}>
              <Icon size={22} stroke={1.6} aria-hidden />
              <span>{label(words)}</span>
            </NavLink>
          </li>
        ))}
        <li>
          <More places={more} words={words} where="bottom" />
        </li>
      </ul>
    </nav>
  )
}
