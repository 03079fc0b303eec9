export { invoiceByUuid, invoicesOf, type Invoice } from './reading.ts'
export { cancellationFor, invoiceFor } from './writing.ts'
export { writeDue } from './due.ts'
export { pdfOf } from './paper.ts'
