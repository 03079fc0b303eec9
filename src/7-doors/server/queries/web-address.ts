import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { always, type Instant } from '#ground/period'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { namePolicy, ownHost } from '#referral/subdomain'
import {
  addDomain,
  askForName,
  choose,
  domainsOf,
  keepPage,
  keepPhoto,
  nameOf,
  namesOf,
  pageOfPartner,
  removeDomain,
  removePhoto,
  rename,
  verifyDomain,
  type ResolveTxt,
} from '#referral/subdomain/store.ts'
import type { Base } from '../hosts.ts'
import type { MyPage, MyPageDesk, WebAddress, WebAddressOffice } from '../web-address.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { numberOf } from './refs.ts'

export type WebAddressNeeds = CommandNeeds & { readonly site: Base; readonly resolveTxt: ResolveTxt }

const addressOf = async ({ database, site, clock }: WebAddressNeeds, partner: ContactNumber): Promise<WebAddress> => {
  const [name, names, domains, { photo }] = await Promise.all([
    nameOf(database, partner),
    namesOf(database, partner),
    domainsOf(database, partner),
    pageOfPartner(database, partner),
  ])
  const now = clock()
  return {
    name: name ?? null,
    address: name === undefined ? null : site.addressOf(ownHost(name, site.host)),
    formerNames: names.filter(({ until, redirectsUntil }) => until < always.until && redirectsUntil > now),
    domains: domains.map(domain => ({ ...domain, address: site.addressOf(domain.host) })),
    photo,
  }
}

const myPage = async (needs: WebAddressNeeds, partner: ContactNumber): Promise<MyPage> => {
  const { database, site, clock } = needs
  const contact = (await contactsByNumber(database, [partner])).get(partner)
  if (contact === undefined) throw new Error(`there is no contact ${partner}`)
  const address = await addressOf(needs, partner)
  const { greeting, showsEmail, showsPhone } = await pageOfPartner(database, partner)
  const [before, after] = site.addressOf(ownHost('|', site.host)).split('|')
  return {
    ...address,
    around: { before: before!, after: after! },
    suggestion: address.name === null ? await suggestionFor(database, contact, clock()) : null,
    greeting,
    showsEmail,
    showsPhone,
    email: contact.email,
    phone: contact.phone,
    redirectDays: (await readSetting(database, namePolicy)).redirectDays,
  }
}

const joined = (...parts: readonly (string | null)[]) => parts.filter(part => part !== null).join('-')

const suggestionFor = async (database: Database, contact: Contact, at: Instant): Promise<string | null> => {
  const { givenName, familyName, firmName, city, number } = contact
  const ideas = [
    joined(givenName),
    joined(givenName, familyName),
    joined(firmName),
    joined(givenName, familyName, city),
  ]
  for (const name of ideas.filter(idea => idea !== '')) {
    const asked = await askForName(database, { partner: number, name, at })
    if (asked.is === 'free') return asked.name
  }
  return null
}

/** A partner's own page: what he asks of it, and what he changes. */
export const myPageDesk = (needs: WebAddressNeeds, partner: ContactNumber): MyPageDesk => {
  const { database, clock } = needs
  return {
    page: () => myPage(needs, partner),
    hasName: async () => (await nameOf(database, partner)) !== undefined,
    name: async ({ commandId, name }) =>
      carryOut(database, await sent(needs, { request: 'name', commandId, content: { name } }), async inside => {
        const give = (await nameOf(inside, partner)) === undefined ? choose : rename
        return give(inside, { partner, name, at: clock() })
      }),
    change: async ({ commandId, ...page }) => {
      await carryOut(database, await sent(needs, { request: 'page', commandId, content: page }), async inside => {
        await keepPage(inside, partner, page)
        return { is: 'changed' }
      })
    },
    photo: bytes =>
      inTransaction(database, async inside => {
        if (bytes !== null) return keepPhoto(inside, { partner, bytes })
        await removePhoto(inside, partner)
        return { is: 'kept' }
      }),
    ...domainsDesk(needs, partner),
  }
}

type DomainsDesk = Pick<MyPageDesk, 'addDomain' | 'checkDomain' | 'removeDomain'>

const domainsDesk = (needs: WebAddressNeeds, partner: ContactNumber): DomainsDesk => {
  const { database, clock, site, resolveTxt } = needs
  return {
    addDomain: async ({ commandId, host }) =>
      carryOut(database, await sent(needs, { request: 'add domain', commandId, content: { host } }), inside =>
        addDomain(inside, { partner, host, at: clock(), baseHost: site.host }),
      ),
    checkDomain: host => verifyDomain(database, { partner, host, at: clock() }, resolveTxt),
    removeDomain: async ({ commandId, host }) => {
      const command = await sent(needs, { request: 'remove domain', commandId, content: { host } })
      await carryOut(database, command, async inside => {
        await removeDomain(inside, { partner, host })
        return { is: 'removed' }
      })
    },
  }
}

const sent = async <T>({ actor }: CommandNeeds, command: T): Promise<T & { readonly actor: string }> => ({
  ...command,
  actor: await actor(),
})

/** Partners' addresses as the company sees them, and its rules for names. */
export const webAddressOffice = (needs: WebAddressNeeds): WebAddressOffice => {
  const { database, actor } = needs
  return {
    of: async id => {
      const contact = await numberOf(database, id)
      if (contact === undefined) return null
      const address = await addressOf(needs, contact)
      return address.name === null && address.formerNames.length === 0 ? null : address
    },
    policy: () => readSetting(database, namePolicy),
    changePolicy: async ({ commandId, policy }) => {
      const by = await actor()
      const sent = { actor: by, commandId, request: 'change name policy', content: policy }
      await carryOut(database, sent, async inside => {
        await keepSetting(inside, namePolicy, { value: policy, by })
        return { is: 'changed' }
      })
    },
  }
}
