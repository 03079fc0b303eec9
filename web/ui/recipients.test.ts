import { expect, test } from 'vitest'
import { channelOf, recipientsFile } from './recipients.ts'

test('a file of recipients carries out nothing when it is opened', async () => {
  const rows = [
    { reference: 'K-1', name: '=cmd()', address: '+49 30 123456' },
    { reference: 'K-2', name: 'Anna "Ann" Berger', address: '+49;x' },
  ]
  expect(await recipientsFile(rows, 'phone').text()).toBe(
    '"number";"name";"phone"\r\n"K-1";"\'=cmd()";"+49 30 123456"\r\n"K-2";"Anna ""Ann"" Berger";"\'+49;x"\r\n',
  )
})

test('another word is no channel', () => {
  expect(channelOf('post')).toBe('post')
  expect(() => channelOf('pigeon')).toThrow(Response)
})
