import { dayNumbered } from '#ground/period'
import type { Language, Told } from '#earnings/scalar'
import type { VolumeRule } from './shape.ts'

const nothing: Told = { de: '', en: '' }

const sumWords: Readonly<Record<VolumeRule['sum'], Told>> = {
  personal: { de: 'was ein Partner selbst erzeugt', en: 'what a partner himself generates' },
  customers: { de: 'was seine Kunden erzeugen', en: 'what his customers generate' },
  own: { de: 'was ein Partner und seine Kunden erzeugen', en: 'what a partner and his customers generate' },
  'new customers': {
    de: 'wie viele seiner Kunden zum ersten Mal kaufen',
    en: 'how many of his customers buy for the first time',
  },
}

const depthWords = (depth: VolumeRule['down to']): Told => {
  if (depth === undefined) return nothing
  if (depth === 'all') return { de: ' über alle unter ihm', en: ' over everybody below him' }
  if (typeof depth === 'number')
    return {
      de: ` über ${depth} Ebene${depth > 1 ? 'n' : ''} unter ihm`,
      en: ` over ${depth} level${depth > 1 ? 's' : ''} below him`,
    }
  const { rank } = depth.until
  return {
    de: ` über alle unter ihm, bis jemand den Rang ${rank} hat`,
    en: ` over everybody below him until somebody has the rank ${rank}`,
  }
}

const selfWords = (rule: VolumeRule): Told => {
  if (rule['down to'] === undefined) return nothing
  return rule['with himself'] === true
    ? { de: ', er selbst mitgezählt', en: ', himself included' }
    : { de: ', ohne ihn selbst', en: ', without himself' }
}

const structureWords = ({ structure }: VolumeRule): Told => {
  if (structure === undefined) return nothing
  return structure === 'then'
    ? { de: ', jeder Monat nach seiner eigenen Struktur', en: ', each month by its own structure' }
    : { de: ', alle Monate nach der heutigen Struktur', en: ", all months by today's structure" }
}

const overWords = ({ over }: VolumeRule): Told => {
  if (over === undefined) return nothing
  if ('sum of' in over) return { de: `, ${over['sum of']} Monate zusammen`, en: `, ${over['sum of']} months together` }
  if ('last days' in over) {
    const days = over['last days']
    return { de: `, die letzten ${days} Tage bis zum Monatsende`, en: `, the last ${days} days up to the month's end` }
  }
  if ('best of' in over)
    return {
      de: `, der beste von ${over['best of']} Monaten`,
      en: `, the best of ${over['best of']} months`,
    }
  if (over.since === 'joining') return { de: ', seit er Partner ist', en: ', since he has been a partner' }
  if (over.since === 'ever') return { de: ', von jeher zusammen', en: ', of all months together' }
  const day = dayNumbered(over.since)
  return { de: `, seit ${day}`, en: `, since ${day}` }
}

const dayWords = ({ days }: VolumeRule): Told => {
  if (days === undefined) return nothing
  const { from, until } = days
  return until === 31
    ? { de: `, gebucht ab dem ${from}. des Monats`, en: `, booked from day ${from} of the month on` }
    : { de: `, gebucht vom ${from}. bis ${until}. des Monats`, en: `, booked on days ${from} to ${until} of the month` }
}

const unitWords = (rule: VolumeRule): Told => {
  if (rule.sum === 'new customers') return nothing
  return rule.in === 'money' ? { de: ', in Geld', en: ', in money' } : { de: ', in Punkten', en: ', in points' }
}

const groupWords = (rule: VolumeRule): Told => {
  const [within, without] = [rule.groups?.join(', '), rule['without groups']?.join(', ')]
  const parts = (language: Language) =>
    [
      ...(within === undefined ? [] : [language === 'de' ? `nur aus ${within}` : `only of ${within}`]),
      ...(without === undefined ? [] : [language === 'de' ? `ohne ${without}` : `without ${without}`]),
      ...(rule['counts for'] === 'ranks' ? [language === 'de' ? 'zählt nur für Ränge' : 'counts for ranks only'] : []),
    ]
      .map(part => `, ${part}`)
      .join('')
  return { de: parts('de'), en: parts('en') }
}

/** A volume in one sentence. */
export const describeVolume = (title: string, rule: VolumeRule): Told => {
  const parts = [
    sumWords[rule.sum],
    depthWords(rule['down to']),
    selfWords(rule),
    overWords(rule),
    structureWords(rule),
    dayWords(rule),
    unitWords(rule),
    groupWords(rule),
  ]
  const join = (language: Language) => `${title}: ${parts.map(part => part[language]).join('')}.`
  return { de: join('de'), en: join('en') }
}
