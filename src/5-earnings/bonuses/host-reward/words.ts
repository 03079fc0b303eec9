import { printQuantity, printRate, type Language, type Told } from '#earnings/scalar'
import { printMoney, type Paid } from '#earnings/bonus'
import type { HostRule, Tier } from './shape.ts'

const tierWords = ({ from, guests, rate, amount }: Tier, language: Language): string => {
  const isGerman = language === 'de'
  const reward = amount === undefined ? printRate(rate!, language) : printMoney(amount)
  const needed = guests === undefined ? '' : isGerman ? ` und ${guests} Gästen` : ` and ${guests} guests`
  return `${isGerman ? 'ab' : 'from'} ${printQuantity(from)}${needed} ${reward}`
}

/** What a host is promised. */
export const words = (rule: HostRule): Told => {
  const listed = (language: Language) => rule.tiers.map(tier => tierWords(tier, language)).join(', ')
  const isCounted = rule['own orders'] === 'count'
  const inGoods = rule['reward in'] === 'goods'
  return {
    de: `Die Gastgeberin einer Homeparty erhält ${inGoods ? 'in Ware' : 'in Geld'}, nach deren ${rule.base} im Monat: ${listed('de')}. Was sie selbst bestellt, zählt ${isCounted ? 'mit' : 'nicht'}; Gast ist, wer außer ihr und dem Partner dort gekauft hat.`,
    en: `The host of a home party gets ${inGoods ? 'in goods' : 'in money'}, by its ${rule.base} in the month: ${listed('en')}. What she orders herself ${isCounted ? 'counts' : 'does not count'}; a guest is who bought there, besides her and the partner.`,
  }
}

/** `passed` is how many guests there were, and the detail where the tier begins. */
export const reason = (rule: HostRule, { passed: guests, details: [from = 0] }: Paid): Told => {
  const isGoods = rule['reward in'] === 'goods'
  return {
    de: `Homeparty mit ${guests} ${guests === 1 ? 'Gast' : 'Gästen'}, Stufe ab ${printQuantity(from)}${isGoods ? ', in Ware' : ''}`,
    en: `home party with ${guests} ${guests === 1 ? 'guest' : 'guests'}, tier from ${printQuantity(from)}${isGoods ? ', in goods' : ''}`,
  }
}
