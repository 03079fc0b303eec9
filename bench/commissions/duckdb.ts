import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { writeColumn } from '../columns.ts'
import { loadTable } from '../duckdb.ts'
import { readCompany, type Company } from './company.ts'
import { measuredPlan } from './ours.ts'

type Plan = ReturnType<typeof measuredPlan>

const loadCompany = async (database: DuckDBConnection, { sponsors, partners, ...entries }: Company) => {
  await loadTable(database, 'contact', {
    id: sponsors.map((_, contact) => contact),
    sponsor: sponsors,
    partner: partners,
  })
  await loadTable(database, 'entry', { contact: entries.contacts, owner: entries.owners, amount: entries.amounts })
}

// Whoever is a partner or owns turnover, with the nearest partner above and own volume.
const volumes = [
  `create table own as select owner as id, sum(amount)::bigint as own from entry group by 1`,
  `create table member as with recursive climbing (id, candidate) as (
     select id, sponsor from contact where partner = 1 or id in (select id from own)
     union all
     select climbing.id, sponsor from climbing join contact on contact.id = candidate where partner = 0
   ) select climbing.id, candidate as above, himself.partner = 1 as is_partner, coalesce(own, 0) as own
     from climbing join contact as himself on himself.id = climbing.id left join own on own.id = climbing.id
     left join contact as other on other.id = candidate where candidate = -1 or other.partner = 1`,
]

/**
 * Two ways to find teams
 * - `listing`, as it is usually written: every contact with all above him
 * - `members`, the fastest found: whoever matters with all who matter above him
 */
export const styles = ['listing', 'members'] as const
export type Style = (typeof styles)[number]

const teams: Readonly<Record<Style, string>> = {
  listing: `create table team as with recursive line (id, upward) as (
     select id, id from contact
     union all
     select line.id, sponsor from line join contact on contact.id = upward where sponsor >= 0
   ) select upward as id, sum(own)::bigint as team from line join own using (id) group by 1`,
  members: `create table team as with recursive line (id, upward) as (
     select id, id from member
     union all
     select line.id, above from line join member on member.id = upward where above >= 0
   ) select upward as id, sum(own)::bigint as team from line join member using (id) group by 1`,
}

/** What the plan's ranks need, read from its conditions. */
type Needs = { readonly own: number; readonly team: number; readonly lines: number; readonly with: number }

const needsOf = (plan: Plan): Needs[] => {
  const own = plan.active !== undefined && 'volume' in plan.active ? plan.active['at least'] / 10 : 0
  return plan.ranks.map(({ needs }) => {
    const all = 'all of' in needs ? needs['all of'] : [needs]
    const team = all.flatMap(part => ('volume' in part ? [part['at least'] / 10] : []))
    const lines = all.flatMap(part =>
      'lines' in part && 'rank' in part.with ? [[part.lines, part.with.rank] as const] : [],
    )
    const rank = lines[0]?.[1]
    return {
      own,
      team: team[0] ?? Number.MIN_SAFE_INTEGER,
      lines: lines[0]?.[0] ?? 0,
      with: plan.ranks.findIndex(({ name }) => name === rank),
    }
  })
}

// Who stands in a line with somebody of a rank is found upward from those who have it.
const rankStatements = (needs: Needs, rank: number): string[] => [
  `create or replace table heads as with recursive up (id) as (
     select id from rank where rank >= ${needs.with}
     union
     select member.above from up join member using (id) where member.above >= 0
   ) select id from up`,
  `create or replace table lines as select above as id, count(*) as lines
   from heads join member using (id) where above >= 0 and is_partner group by 1`,
  `update rank set rank = ${rank} where id in (
     select member.id from member join team using (id) left join lines using (id)
     where own >= ${needs.own} and team >= ${needs.team} and coalesce(lines, 0) >= ${needs.lines})`,
]

// Half away from zero.
const priced = (base: string, rate: string) => `sign(${base}) * ((abs(${base}) * ${rate} + 500000) // 1000000)`

const ruleOf = <Kind extends Plan['bonuses'][number]['kind']>(plan: Plan, kind: Kind) =>
  plan.bonuses.find((rule): rule is Extract<Plan['bonuses'][number], { kind: Kind }> => rule.kind === kind)!

const rateByRank = (plan: Plan) => {
  const rates = ruleOf(plan, 'differential').rates!
  return `case ${rates.map(({ rate }, rank) => `when rank = ${rank} then ${rate}`).join(' ')} else 0 end`
}

const difference = (plan: Plan) => [
  `create table earner as select id, above, own, coalesce(rank, -1) as rank, ${rateByRank(plan)} as rate
   from member left join rank using (id)`,
  `insert into line with recursive climbing (origin, own, partner, rate, less, level) as (
     select id, own, id, rate, 0, 0 from earner where own <> 0
     union all
     select origin, climbing.own, up.id, up.rate, greatest(climbing.rate, climbing.less), level + 1
     from climbing join earner on earner.id = climbing.partner join earner as up on up.id = earner.above
   ) select partner, ${plan.bonuses.indexOf(ruleOf(plan, 'differential'))}, origin, own, rate - less,
       ${priced('own', '(rate - less)')}, level from climbing where rate > less`,
]

const levels = (plan: Plan) => {
  const rule = ruleOf(plan, 'level')
  const reach = `case ${rule['levels by rank']!.map(
    ({ levels: open }, rank) =>
      `when rank ${rank === rule['levels by rank']!.length - 1 ? '>=' : '='} ${rank} then ${open}`,
  ).join(' ')} else 0 end`
  const rates = `[${rule.levels.join(', ')}]`
  return [
    `create table reach as select id, above, own,
       case when own >= ${needsOf(plan)[0]!.own} then ${reach} else 0 end as reach from earner`,
    // From whoever has just been paid the climb begins anew with the next level.
    `insert into line with recursive climbing (origin, own, partner, reach, level) as (
       select base.id, base.own, up.id, up.reach, 1 from reach as base join reach as up on up.id = base.above where base.own <> 0
       union all
       select origin, climbing.own, up.id, up.reach, level + (climbing.reach >= level)::int
       from climbing join reach on reach.id = climbing.partner join reach as up on up.id = reach.above
       where level + (climbing.reach >= level)::int <= ${rule.levels.length}
     ) select partner, ${plan.bonuses.indexOf(rule)}, origin, own, ${rates}[level], ${priced('own', `${rates}[level]`)}, level
       from climbing where reach >= level`,
  ]
}

const generations = (plan: Plan) => {
  const rule = ruleOf(plan, 'generation')
  const rates = `[${rule.generations.join(', ')}]`
  const least = plan.ranks.findIndex(({ name }) => name === rule['of rank'])
  return [
    `create table headed as with recursive climbing (id, head, rank) as (
       select id, id, rank from earner
       union all
       select climbing.id, up.id, up.rank from climbing join earner on earner.id = climbing.head join earner as up on up.id = earner.above
       where climbing.rank < ${least}
     ) select id, head from climbing where rank >= ${least}`,
    `create table groups as select head as id, sum(own)::bigint as base from headed join earner using (id) group by 1`,
    `insert into line with recursive climbing (origin, base, head, generation) as (
       select id, base, id, 0 from groups where base <> 0
       union all
       select origin, base, headed.head, generation + 1
       from climbing join earner on earner.id = climbing.head join headed on headed.id = earner.above
       where generation < ${rule.generations.length}
     ) select head, ${plan.bonuses.indexOf(rule)}, origin, base, ${rates}[generation], ${priced('base', `${rates}[generation]`)},
         generation
       from climbing join earner on earner.id = head where generation > 0 and earner.own >= ${needsOf(plan)[0]!.own}`,
  ]
}

const statementsOf = (plan: Plan, style: Style): string[] => [
  `create table line (partner integer, rule integer, origin integer, base bigint, rate integer, amount bigint, level integer)`,
  ...volumes,
  teams[style],
  'create table rank as select id, -1 as rank from member where is_partner',
  ...needsOf(plan).flatMap(rankStatements),
  ...difference(plan),
  ...levels(plan),
  ...generations(plan),
]

/** The same plan by SQL in DuckDB on one thread, its tables in memory; loading them is not counted. */
export const runDuckdb = async (folder: string, style: Style) => {
  const [plan, company] = [measuredPlan(), readCompany(folder)]
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const database = await instance.connect()
  await loadCompany(database, company)
  const start = performance.now()
  for (const statement of statementsOf(plan, style)) await database.run(statement)
  const milliseconds = [performance.now() - start]
  for (const [rule, { name }] of plan.bonuses.entries()) {
    const column = new Float64Array(company.sponsors.length)
    const result = await database.runAndReadAll(
      `select partner, sum(amount)::double from line where rule = ${rule} group by 1`,
    )
    for (const [id, amount] of result.getRows()) column[Number(id)] = Number(amount)
    writeColumn(folder, `duckdb ${style}-${name}`, column)
  }
  const [[lines]] = (await database.runAndReadAll('select count(*) from line where amount <> 0')).getRows() as [
    [bigint],
  ]
  return { milliseconds, lines: Number(lines) }
}
