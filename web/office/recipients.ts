import type { LoaderFunctionArgs } from 'react-router'
import { officeWorld } from '../ui/context.ts'
import { channelOf, recipientsFile } from '../ui/recipients.ts'

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const channel = channelOf(new URL(request.url).searchParams.get('channel'))
  return recipientsFile(await office.known.recipients(channel), channel)
}
