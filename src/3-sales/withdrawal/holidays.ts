import { Temporal } from 'temporal-polyfill'

/** Easter Sunday by the Gregorian calendar (Butcher's rule). */
const easterOf = (year: number): Temporal.PlainDate => {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100]
  const sunCorrection = century - Math.floor(century / 4)
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + sunCorrection - moonCorrection + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const [month, day] = [Math.floor((epact + weekday - 7 * shift + 114) / 31), (epact + weekday - 7 * shift + 114) % 31]
  return Temporal.PlainDate.from({ year, month, day: day + 1 })
}

type Calendar = {
  /** Month and day. */
  readonly fixed: readonly string[]
  /** Days after Easter Sunday. */
  readonly afterEaster: readonly number[]
}

const [goodFriday, easterMonday, ascension, whitMonday, corpusChristi] = [-2, 1, 39, 50, 60] as const

/**
 * What is a public holiday everywhere in the country. Germany: the states' laws agree in these. Austria: Feiertagsruhegesetz § 1, and Good
 * Friday, which holds up deadlines (BGBl. 37/1961). Switzerland: the national day, and what all cantons keep.
 */
const calendars: Readonly<Record<string, Calendar>> = {
  DE: {
    fixed: ['01-01', '05-01', '10-03', '12-25', '12-26'],
    afterEaster: [goodFriday, easterMonday, ascension, whitMonday],
  },
  AT: {
    fixed: ['01-01', '01-06', '05-01', '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'],
    afterEaster: [goodFriday, easterMonday, ascension, whitMonday, corpusChristi],
  },
  CH: { fixed: ['01-01', '08-01', '12-25'], afterEaster: [ascension] },
}

/** Whether the day is a public holiday in the whole of one of these countries (ISO 3166). Others than DE, AT and CH have none here. */
export const isHoliday = (day: Temporal.PlainDate, countries: readonly string[]): boolean =>
  countries.some(country => {
    const calendar = calendars[country]
    if (calendar === undefined) return false
    const afterEaster = easterOf(day.year).until(day).days
    return calendar.fixed.includes(day.toString().slice(5)) || calendar.afterEaster.includes(afterEaster)
  })

/** The day itself, or the next one on which people work: no Saturday, no Sunday, and no holiday in any of the countries (§ 193 BGB). */
export const workingDayFrom = (day: Temporal.PlainDate, countries: readonly string[]): Temporal.PlainDate =>
  day.dayOfWeek < 6 && !isHoliday(day, countries) ? day : workingDayFrom(day.add({ days: 1 }), countries)
