export { reportOf, type Report } from './report.ts'
export { surveyMonth, type Survey } from './survey.ts'
export { figuresOf, type Figure } from './table.ts'
