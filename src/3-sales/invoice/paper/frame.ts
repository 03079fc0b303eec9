import type { Address } from '../facts.ts'
import { ink, page, type Sheet } from './pen.ts'

const millimetres = (length: number) => (length * 72) / 25.4

/** Where a window envelope shows the address (DIN 5008, form B). */
const addressTop = millimetres(45)
const factsLeft = 350

export const drawHead = (sheet: Sheet): void => {
  const { pen, facts, title } = sheet
  const { seller } = facts
  pen.write(seller.name, { x: page.left, y: page.top - 14 }, { size: 14, weight: 'bold', color: ink.accent })
  const sender = [seller.name, seller.street, `${seller.postalCode} ${seller.city}`].join(' · ')
  pen.write(sender, { x: page.left, y: addressTop }, { size: 6.5, color: ink.quiet, width: 230 })
  const address = addressLines(facts.buyer, sheet).join('\n')
  pen.write(address, { x: page.left, y: addressTop + 16 }, { size: 10, width: 230 })
  drawFacts(sheet)
  pen.y = millimetres(98)
  pen.y += pen.write(title, { x: page.left, y: pen.y }, { size: 17, weight: 'bold' }) + 4
  drawCorrection(sheet)
  pen.y += 10
}

const addressLines = ({ name, firmName, street, postalCode, city, country }: Address, { facts }: Sheet): string[] => {
  const foreign = country === facts.seller.country ? [] : [countryName(country, facts.language)]
  const names = firmName === null || firmName === name ? [name] : [firmName, name]
  return [...names, street, `${postalCode} ${city}`, ...foreign].filter(line => line.trim() !== '')
}

// The post wants the country in capitals, in a language that the sender's post reads.
const countryName = (country: string, language: string): string =>
  (new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country).toLocaleUpperCase(language)

const drawFacts = ({ pen, facts, words, text, issuedOn, day }: Sheet): void => {
  const rows = [
    [words.number, text],
    [words.issued, day(issuedOn)],
    [words.order, facts.order.number],
    [words.ordered, day(facts.order.placedOn)],
    // § 14 (4) no. 6 UStG: when it was delivered, also where it is the day of the invoice.
    [words.supplied, facts.suppliedOn === null ? words.suppliedLater : day(facts.suppliedOn)],
    [words.customer, facts.customer],
  ] as const
  let y = addressTop
  for (const [label, value] of rows) {
    pen.write(label, { x: factsLeft, y }, { size: 8.5, color: ink.quiet, width: 90 })
    const width = page.right - factsLeft - 90
    y += pen.write(value, { x: factsLeft + 90, y }, { size: 8.5, align: 'right', width }) + 3
  }
}

const drawCorrection = ({ pen, facts, words, day }: Sheet): void => {
  const { corrects } = facts
  if (corrects === null) return
  const text = `${words.corrects(corrects.number, day(corrects.issuedOn))} ${words.reason(corrects.reason)}`
  pen.y += pen.write(text, { x: page.left, y: pen.y }, { color: ink.quiet })
}

/** On every page: who sells, where he is registered and taxed, and where to pay. */
export const drawFoot = ({ pen, facts, words }: Sheet): void => {
  const { seller } = facts
  const columns = [
    [seller.name, seller.street, `${seller.postalCode} ${seller.city}`, seller.email, named(words.phone, seller.phone)],
    [
      named(words.vatId, seller.vatId),
      named(words.taxNumber, seller.taxNumber),
      seller.otherVatIds,
      seller.register,
      seller.managers,
    ],
    [seller.bank, named('IBAN', inFours(seller.iban)), named('BIC', seller.bic)],
  ].map(lines => lines.filter(line => line !== '').join('\n'))
  pen.onEveryPage((number, pages) => {
    pen.line(750)
    columns.forEach((text, at) =>
      pen.write(text, { x: page.left + at * 163, y: 758 }, { size: 7, color: ink.quiet, width: 152 }),
    )
    pen.write(words.page(number, pages), { x: page.left, y: 815 }, { size: 7, color: ink.quiet, align: 'right' })
  })
}

const named = (label: string, value: string) => (value === '' ? '' : `${label} ${value}`)
const inFours = (iban: string) => iban.replaceAll(/\s/gu, '').replaceAll(/(.{4})(?=.)/gu, '$1 ')
