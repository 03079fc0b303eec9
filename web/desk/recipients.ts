import type { LoaderFunctionArgs } from 'react-router'
import { deskWorld } from '../ui/context.ts'
import { channelOf, recipientsFile } from '../ui/recipients.ts'

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const channel = channelOf(new URL(request.url).searchParams.get('channel'))
  return recipientsFile(await desk.known.recipients(channel), channel)
}
