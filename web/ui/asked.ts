import { uuidOf, type Kind, type PublicId } from '#ground/identity'
import { roles, type Role } from '#people/contact'
import type { ContactId, LinesOf, OrderId, ProductId, SuspicionId, TemplateId, VoucherId } from '#doors/server'

// The door of the pages: what an address or a form says is looked at here; inside, types are true.

const notFound = () => new Response(null, { status: 404 })

/** @throws a 404 when it is no id of a contact. */
export const contactIdOf = (text: string | undefined): ContactId => {
  if (text === undefined || uuidOf('contact', text) === undefined) throw notFound()
  return text as ContactId
}

/** @throws a 404 when it is no id of an order. */
export const orderIdOf = (text: string | undefined): OrderId => {
  if (text === undefined || uuidOf('order', text) === undefined) throw notFound()
  return text as OrderId
}

/** @throws a 404 when it is no id of a voucher template. */
export const templateIdOf = (text: string | undefined): TemplateId => {
  if (text === undefined || uuidOf('template', text) === undefined) throw notFound()
  return text as TemplateId
}

/** @throws a 404 when it is no id of a voucher code. */
export const voucherIdOf = (text: string | undefined): VoucherId => {
  if (text === undefined || uuidOf('voucher', text) === undefined) throw notFound()
  return text as VoucherId
}

/** @throws a 404 when it is no id of something that looked odd. */
export const suspicionIdOf = (text: string | undefined): SuspicionId => {
  if (text === undefined || uuidOf('suspicion', text) === undefined) throw notFound()
  return text as SuspicionId
}

/** @throws a 404 when it is no id of a product. */
export const productIdOf = (text: string | undefined): ProductId => {
  if (text === undefined || uuidOf('product', text) === undefined) throw notFound()
  return text as ProductId
}

/** @throws a 404 when it is no id of this kind. */
export const idOf = <K extends Kind>(kind: K, text: string | undefined): PublicId<K> => {
  if (text === undefined || uuidOf(kind, text) === undefined) throw notFound()
  return text as PublicId<K>
}

/** A line's place in its month. @throws a 404 when it is none. */
export const placeIn = (text: string | undefined): number => {
  if (!/^\d{1,9}$/u.test(text ?? '')) throw notFound()
  return Number(text)
}

/** Of which rule lines are asked for, by its place in the plan, or those that take back. @throws a 404 when it is neither. */
export const linesIn = (text: string | undefined): LinesOf => (text === 'taken-back' ? 'taken back' : placeIn(text))

/** The kind of lines a list is narrowed to; null where it is not. */
export const linesAsked = (params: URLSearchParams): LinesOf | null => {
  const text = params.get('of')
  return text === null || text === '' ? null : linesIn(text)
}

/** What was asked for, or a 404 where there is no such thing. */
export const found = <T>(answer: T | null): T => {
  if (answer === null) throw notFound()
  return answer
}

/** A role a list can be narrowed to; null for every role, also where the address names none we know. */
export const roleOf = (text: string | null): Role | null => roles.find(role => role === text) ?? null

/** A word of an address or a form; "" when it is not there, and never longer than anybody would type. */
export const wordOf = (from: URLSearchParams | FormData, name: string): string => {
  const value = from.get(name)
  return typeof value === 'string' ? value.trim().slice(0, 200) : ''
}

/** A cursor of an address; null for the first page of a list. */
export const cursorOf = (from: URLSearchParams, name = 'cursor'): string | null => from.get(name)

/** The id a form chose for what it asks to happen. @throws a 400 that names it when it carries none. */
export const commandIdOf = (form: FormData): string => {
  const id = wordOf(form, 'commandId')
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id)) throw new Response('commandId', { status: 400 })
  return id
}

/**
 * A path of ours to go on to, as an address or a form names it; else the usual one. An address with a host, or "//host", would lead away,
 * and so would "/\t/host", from which browsers take the tab.
 */
export const ownPath = (to: string, usual: string): string => (/^\/(?![/\\])[^\s\p{Cc}]*$/u.test(to) ? to : usual)
