/** How many months an address asks the report of: one, or with `span=year` twelve. */
export const monthsOf = (asked: URLSearchParams): 1 | 12 => (asked.get('span') === 'year' ? 12 : 1)
