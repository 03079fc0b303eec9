import { expect, test } from 'vitest'
import { pictureAnswer } from './pictures.ts'

const drawing = { type: 'image/svg+xml', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }

test('a picture is kept for ever and runs nothing', async () => {
  const answer = pictureAnswer(drawing, 'GET')
  expect(Object.fromEntries(answer.headers)).toEqual({
    'content-type': 'image/svg+xml',
    'content-length': '41',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
  expect(await answer.text()).toBe(drawing.bytes.toString())
  expect(await pictureAnswer(drawing, 'HEAD').text()).toBe('')
})
