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
  /** Holidays that stand by the weekday. */
  readonly byWeekday: readonly ((year: number) => Temporal.PlainDate)[]
}

const [goodFriday, easterMonday, ascension, whitMonday, corpusChristi] = [-2, 1, 39, 50, 60] as const
const [monday, wednesday, thursday, sunday] = [1, 3, 4, 7] as const

/** The first such weekday from a day of the year on. */
const firstFrom =
  (monthAndDay: string, weekday: number) =>
  (year: number): Temporal.PlainDate => {
    const from = Temporal.PlainDate.from(`${year}-${monthAndDay}`)
    return from.add({ days: (weekday - from.dayOfWeek + 7) % 7 })
  }

const dayOfRepentance = firstFrom('11-16', wednesday)
const fastOfGeneva = (year: number) => firstFrom('09-01', sunday)(year).add({ days: 4 })
const mondayOfFast = firstFrom('09-16', monday)
// Put off by a week where it would fall into the week before Easter.
const feastOfNaefels = (year: number) => {
  const day = firstFrom('04-01', thursday)(year)
  return day.until(easterOf(year)).days === 3 ? day.add({ days: 7 }) : day
}

/**
 * What is a public holiday somewhere in the country, and may hold up a deadline; first what all of it keeps, then the single states.
 * Germany: the states' laws on Sundays and holidays (01-06 BW BY ST, 03-08 BE MV, 08-08 Augsburg, 08-15 SL BY, 09-20 TH, 10-31 BB HB HH MV
 * NI SN ST SH TH, 11-01 BW BY NW RP SL, Corpus Christi BW BY HE NW RP SL and places in SN and TH, the day of repentance SN).
 * Austria: Feiertagsruhegesetz § 1, and Good Friday, which holds up deadlines (BGBl. 37/1961).
 * Switzerland: the list that the Federal Office of Justice keeps of cantonal holidays (European Convention on the Calculation of Time-Limits,
 * Article 11): 09-22 AI, 09-25 OW, 03-01 NE, 06-23 JU, 06-29 TI, 12-31 GE, Näfels GL, the fasts GE, VD and NE.
 */
const calendars: Readonly<Record<string, Calendar>> = {
  DE: {
    fixed: '01-01 05-01 10-03 12-25 12-26 01-06 03-08 08-08 08-15 09-20 10-31 11-01'.split(' '),
    afterEaster: [goodFriday, easterMonday, ascension, whitMonday, corpusChristi],
    byWeekday: [dayOfRepentance],
  },
  AT: {
    fixed: '01-01 01-06 05-01 08-15 10-26 11-01 12-08 12-25 12-26'.split(' '),
    afterEaster: [goodFriday, easterMonday, ascension, whitMonday, corpusChristi],
    byWeekday: [],
  },
  CH: {
    fixed:
      '01-01 08-01 12-25 01-02 01-06 03-01 03-19 05-01 06-23 06-29 08-15 09-22 09-25 11-01 12-08 12-26 12-31'.split(
        ' ',
      ),
    afterEaster: [goodFriday, easterMonday, ascension, whitMonday, corpusChristi],
    byWeekday: [feastOfNaefels, fastOfGeneva, mondayOfFast],
  },
}

/** Whether the day is a public holiday anywhere in one of these countries (ISO 3166). Others than DE, AT and CH have none here. */
export const isHoliday = (day: Temporal.PlainDate, countries: readonly string[]): boolean =>
  countries.some(country => {
    const calendar = calendars[country]
    if (calendar === undefined) return false
    const afterEaster = easterOf(day.year).until(day).days
    return (
      calendar.fixed.includes(day.toString().slice(5)) ||
      calendar.afterEaster.includes(afterEaster) ||
      calendar.byWeekday.some(dayIn => dayIn(day.year).equals(day))
    )
  })

/** The day itself, or the next one on which people work: no Saturday, no Sunday, and no holiday in any of the countries (§ 193 BGB). */
export const workingDayFrom = (day: Temporal.PlainDate, countries: readonly string[]): Temporal.PlainDate =>
  day.dayOfWeek < 6 && !isHoliday(day, countries) ? day : workingDayFrom(day.add({ days: 1 }), countries)
