import { expect, test } from 'vitest'
import { cents } from '#ground/money'
import { chosenCredit } from './credit-choice.ts'

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, text] of Object.entries(fields)) data.set(name, text)
  return data
}

test.each`
  fields                                                        | usable   | chosen                                      | why
  ${{}}                                                         | ${1_000} | ${{ is: 'chosen', amount: 1_000 }}          | ${'nobody chose: all of it'}
  ${{ creditUse: 'all' }}                                       | ${1_000} | ${{ is: 'chosen', amount: 1_000 }}          | ${'as much as there is'}
  ${{ creditUse: 'none', creditAmount: '5' }}                   | ${1_000} | ${{ is: 'chosen', amount: 0 }}              | ${'another time'}
  ${{ creditUse: 'some', creditAmount: '5,00' }}                | ${1_000} | ${{ is: 'chosen', amount: 500 }}            | ${'a part'}
  ${{ creditUse: 'some', creditAmount: '10.00' }}               | ${1_000} | ${{ is: 'chosen', amount: 1_000 }}          | ${'all of it by hand'}
  ${{ creditUse: 'some', creditAmount: '10.01' }}               | ${1_000} | ${{ is: 'refused' }}                        | ${'more than there is'}
  ${{ creditUse: 'some', creditAmount: '-1' }}                  | ${1_000} | ${{ is: 'refused' }}                        | ${'less than nothing'}
  ${{ creditUse: 'some', creditAmount: 'five' }}                | ${1_000} | ${{ is: 'refused' }}                        | ${'no amount'}
  ${{ creditUse: 'some', creditAmount: '0' }}                   | ${1_000} | ${{ is: 'chosen', amount: 0 }}              | ${'none of it by hand'}
  ${{ creditUse: 'all', creditSeen: '700', creditFor: 'all' }}  | ${0}     | ${{ is: 'chosen', amount: 700 }}            | ${'a form sent twice asks for what was seen'}
  ${{ creditUse: 'none', creditSeen: '700', creditFor: 'all' }} | ${1_000} | ${{ is: 'chosen', amount: 0, isNew: true }} | ${'chosen anew, the sum was not seen yet'}
`('$why', ({ fields, usable, chosen }) => expect(chosenCredit(form(fields), cents(usable))).toMatchObject(chosen))

test('a form that says it showed no amount of money is none of ours', () => {
  expect(() => chosenCredit(form({ creditSeen: '-1', creditFor: 'all' }), cents(0))).toThrow(
    expect.objectContaining({ status: 400 }),
  )
})
