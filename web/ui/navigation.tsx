import { NavLink } from 'react-router'
import {
  IconApi,
  IconCart,
  IconChart,
  IconContacts,
  IconHome,
  IconLink,
  IconMyPage,
  IconOrders,
  IconSettings,
  IconStructure,
  IconTeam,
  IconVoucher,
} from './icons.ts'
import { useMaybeShell } from './shell-data.ts'
import type { Words } from './words/en.ts'
import css from './navigation.module.css'

type Icon = typeof IconHome
type Place = {
  readonly to: string
  readonly icon: Icon
  readonly label: (words: Words) => string
  readonly isSmall?: true
}

const officePlaces: readonly Place[] = [
  { to: '/', icon: IconHome, label: words => words.shell.home },
  { to: '/contacts', icon: IconContacts, label: words => words.shell.contacts },
  { to: '/orders', icon: IconOrders, label: words => words.orders.title },
  { to: '/structure', icon: IconStructure, label: words => words.shell.structure },
  { to: '/catalogue', icon: IconCart, label: words => words.shell.catalogue },
  { to: '/vouchers', icon: IconVoucher, label: words => words.shell.vouchers },
  { to: '/settings', icon: IconSettings, label: words => words.shell.settings },
  { to: '/api/docs', icon: IconApi, label: words => words.shell.api, isSmall: true },
]

const deskPlaces: readonly Place[] = [
  { to: '/desk', icon: IconChart, label: words => words.shell.myMonth },
  { to: '/desk/customers', icon: IconContacts, label: words => words.shell.myCustomers },
  { to: '/desk/links', icon: IconLink, label: words => words.attribution.links.navigation },
  { to: '/desk/team', icon: IconTeam, label: words => words.shell.myTeam },
  { to: '/desk/vouchers', icon: IconVoucher, label: words => words.shell.myCodes },
  { to: '/desk/tree', icon: IconStructure, label: words => words.shell.myTree },
  { to: '/desk/page', icon: IconMyPage, label: words => words.shell.myPage },
]

const usePlaces = () => {
  const shell = useMaybeShell()
  if (shell?.viewer === null || shell === undefined) return undefined
  return { words: shell.words, places: shell.viewer.role === 'company' ? officePlaces : deskPlaces }
}

const isStart = (to: string) => to === '/' || to === '/desk'

/** In the header, where there is room. */
export const TopNavigation = () => {
  const known = usePlaces()
  if (known === undefined) return null
  return (
    <nav className={css['top']} aria-label={known.words.shell.mainNavigation}>
      <ul>
        {known.places.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end={isStart(to)} prefetch="intent" className={css['topLink']!}>
              {label(known.words)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** On a phone, where the thumb is. */
export const BottomNavigation = () => {
  const known = usePlaces()
  if (known === undefined) return null
  return (
    <nav className={css['bottom']} aria-label={known.words.shell.mainNavigation}>
      <ul>
        {known.places
          .filter(place => !place.isSmall)
          .map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <NavLink to={to} end={isStart(to)} className={css['bottomLink']!}>
                <Icon size={22} stroke={1.6} aria-hidden />
                <span>{label(known.words)}</span>
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  )
}
