import type { Database } from '#ground/database'
import type { Setting } from './index.ts'

/** The company's value, or the usual one where it has none that fits. */
export const readSetting = async <T>(database: Database, { name, shape, usual }: Setting<T>): Promise<T> => {
  const kept = await database.selectFrom('ground.setting').select('value').where('name', '=', name).executeTakeFirst()
  const parsed = shape.safeParse(kept?.value)
  return parsed.success ? parsed.data : usual
}

/** @throws ZodError when the value does not have the setting's shape. */
export const keepSetting = async <T>(
  database: Database,
  { name, shape }: Setting<T>,
  { value, by }: { readonly value: T; readonly by: string },
): Promise<void> => {
  const kept = { value: JSON.stringify(shape.parse(value)), changed_by: by, changed_at: new Date() }
  await database
    .insertInto('ground.setting')
    .values({ name, ...kept })
    .onConflict(conflict => conflict.column('name').doUpdateSet(kept))
    .execute()
}
