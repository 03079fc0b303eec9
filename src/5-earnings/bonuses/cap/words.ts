import { printRate, type Told } from '#earnings/scalar'
import { mostWords, type Named, type Paid } from '#earnings/bonus'
import type { CompanyRule, PartnerRule } from './shape.ts'

const cutWords: Readonly<Record<PartnerRule['cuts'], Told>> = {
  proportionally: { de: '', en: '' },
  'last rule first': {
    de: ' Zuerst kürzt das die letzte Regel davor, dann die vorletzte.',
    en: ' It cuts the last rule before it first, then the one before that.',
  },
}

export const partnerWords = (rule: PartnerRule): Told => ({
  de: `Die Regeln davor zahlen einem Partner im Monat höchstens ${mostWords(rule)}; was darüber liegt, wird abgezogen.${cutWords[rule.cuts].de}`,
  en: `The rules before pay one partner at most ${mostWords(rule)} in a month; what is more is taken off.${cutWords[rule.cuts].en}`,
})

export const companyWords = (rule: CompanyRule): Told => {
  const isAlike = rule.cuts === 'proportionally'
  return {
    de: `Die Regeln davor zahlen zusammen höchstens ${printRate(rule['at most'], 'de')} von ${rule.of} aller; was darüber liegt, wird ${isAlike ? 'allen anteilig ' : ''}abgezogen.${cutWords[rule.cuts].de}`,
    en: `The rules before pay at most ${printRate(rule['at most'], 'en')} of ${rule.of} of everybody in all; what is more is taken off${isAlike ? ' everybody in proportion' : ''}.${cutWords[rule.cuts].en}`,
  }
}

// `level` is the rule it is taken off, counted from 1; 0 where it is off all of them.
const offWhich = ({ level }: Paid, rules: readonly Named[]): Told => {
  const rule = rules[level - 1]
  return rule === undefined ? { de: '', en: '' } : { de: `, gekürzt bei ${rule.name}`, en: `, taken off ${rule.name}` }
}

export const partnerReason = (rule: PartnerRule, paid: Paid, rules: readonly Named[]): Told => {
  const off = offWhich(paid, rules)
  return { de: `höchstens ${mostWords(rule)}${off.de}`, en: `at most ${mostWords(rule)}${off.en}` }
}

export const companyReason = (rule: CompanyRule, paid: Paid, rules: readonly Named[]): Told => {
  const off = offWhich(paid, rules)
  return {
    de: `in allem höchstens ${printRate(rule['at most'], 'de')} von ${rule.of}${off.de}`,
    en: `at most ${printRate(rule['at most'], 'en')} of ${rule.of} in all${off.en}`,
  }
}
